package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Browser;
import boxoffice.api.testing.MailServer;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.SignInProvider;
import boxoffice.api.testing.Tab;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Signing in at the platform's provider, in a real Chromium, and being told by mail from then on. */
@EnabledIfSystemProperty(named = "boxoffice.test.browser", matches = "true")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SignInIT {

    private static final Path PICTURES = Path.of("target", "pages");

    @Test
    void aMemberSignsInAtThePlatformClaimsAndAsksToBeTold() {
        try (SignInProvider provider = new SignInProvider("from-the-platform");
                MailServer mail = new MailServer();
                ServiceProcess service = started(provider, mail);
                Browser browser = Browser.start()) {
            JsonObject opening =
                    Api.at(service.address()).as("operator", "admin").open(Map.of("Seoul", 5));
            Tab tab = browser.tab(360, 800).go(onLocalhost(service, "/"));
            tab.until("document.querySelector('#platform-sign-in').offsetParent");
            assertThat(tab.value("document.querySelector('#sign-in-form').hidden"))
                    .isEqualTo(true);
            tab.picture(PICTURES.resolve("platform-1-sign-in.png"));

            tab.press("#platform-sign-in");
            tab.press("#go");

            tab.until("document.querySelector('#my-tickets')?.hidden === false");
            assertThat(tab.text("#who")).isEqualTo("from-the-platform");
            assertThat(String.valueOf(tab.value("location.search"))).isEmpty();
            tab.until("document.querySelector('#openings button.primary:not([aria-disabled=true])')");
            tab.until("document.querySelector('#told-toggle').offsetParent");
            tab.picture(PICTURES.resolve("platform-2-signed-in.png"));
            tab.press("#told-toggle");
            tab.until("document.querySelector('#told-text').textContent.includes('from-the-platform@example.org')");
            tab.picture(PICTURES.resolve("platform-3-told.png"));
            tab.press("#told-toggle");
            tab.until("!document.querySelector('#told-text').textContent.includes('@')");
            assertThat(Api.at(service.address())
                            .as("from-the-platform")
                            .claim(opening.getString("id"))
                            .status())
                    .isEqualTo(201);
            assertThat(tab.complaints()).isEmpty();
        }
    }

    @Test
    void anOperatorSignsInThereTooAndAForgedReturnIsNoSignIn() {
        try (SignInProvider provider = new SignInProvider("boss", "admin");
                MailServer mail = new MailServer();
                ServiceProcess service = started(provider, mail);
                Browser browser = Browser.start()) {
            Tab desk = browser.tab(1_280, 800).go(onLocalhost(service, "/desk?code=stolen&state=guessed"));
            desk.until("document.querySelector('#sign-in-message').textContent !== ''");
            assertThat(desk.value("document.querySelector('#work').hidden")).isEqualTo(true);

            desk.press("#platform-sign-in");
            desk.press("#go");

            desk.until("document.querySelector('#work')?.hidden === false");
            desk.until("document.querySelector('#openings') && document.querySelector('#form-heading').textContent");
            assertThat(desk.complaints()).isEmpty();
        }
    }

    private static ServiceProcess started(SignInProvider provider, MailServer mail) {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.putAll(provider.settings());
        settings.put("BOXOFFICE_SMTP_URI", mail.uri());
        settings.put("BOXOFFICE_SMTP_FROM", "tickets@example.org");
        return ServiceProcess.start(settings);
    }

    private static URI onLocalhost(ServiceProcess service, String path) {
        return URI.create("http://localhost:" + service.address().getPort() + path);
    }
}
