package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that somebody has made up, changed, borrowed or kept, at a service that knows its issuer and audience. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TokenAttacksIT {

    private static final String ISSUER = "https://id.example";
    private static final String AUDIENCE = "boxoffice";
    private static final IdentityProvider PROVIDER = IdentityProvider.shared();

    private static ServiceProcess service;
    private static Api anybody;

    @BeforeAll
    static void startAServiceThatKnowsItsIssuerAndAudience() {
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_TOKEN_ISSUER", ISSUER);
        settings.put("BOXOFFICE_TOKEN_AUDIENCE", AUDIENCE);
        service = ServiceProcess.start(settings);
        anybody = Api.at(service.address());
    }

    @AfterAll
    static void stopIt() {
        service.close();
    }

    @Test
    void aGoodTokenIsTaken() {
        assertThat(statusWith(PROVIDER.tokenWith(claims()))).isEqualTo(200);
    }

    static Stream<Arguments> attacks() {
        JsonObject good = claims();
        return Stream.of(
                Arguments.of("unsigned", PROVIDER.unsignedToken("m-1")),
                Arguments.of("signed with the public key as a secret", PROVIDER.tokenSignedWithThePublicKey(good)),
                Arguments.of("signed by a stranger", PROVIDER.tokenSignedByAStranger("m-1")),
                Arguments.of("of another issuer", with("iss", "https://id.example.evil")),
                Arguments.of("of no issuer", without("iss")),
                Arguments.of("for another audience", with("aud", "another-service")),
                Arguments.of("for no audience", without("aud")),
                Arguments.of("expired", with("exp", seconds(Duration.ofMinutes(-2)))),
                Arguments.of("never expires", without("exp")),
                Arguments.of("not valid yet", with("nbf", seconds(Duration.ofMinutes(5)))),
                Arguments.of("issued in the future", with("iat", seconds(Duration.ofHours(1)))),
                Arguments.of("of nobody", without("sub")),
                Arguments.of("of a number", with("sub", 7)),
                Arguments.of("names an unknown key", header("kid", "another")),
                Arguments.of(
                        "brings its own key",
                        header("jwk", new JsonObject().put("kty", "RSA")).replaceAll("\\.[^.]*$", ".c2lnbmVk")),
                Arguments.of("with its claims changed after signing", changed()),
                Arguments.of("huge", PROVIDER.tokenWith(claims().put("pad", "x".repeat(200_000)))),
                Arguments.of("no token at all", "a.b.c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void whatTheProviderDidNotIssueForUsAndNowIsRefused(String name, String token) {
        Reply refused = anybody.with(token).get("/api/tickets");

        assertThat(refused.status()).as(name).isIn(401, 431);
        assertThat(refused.body()).doesNotContain("Exception").doesNotContain("<html");
    }

    @Test
    void aRoleCountsOnlyInItsClaim() {
        Function<JsonObject, Integer> status = claims -> anybody.with(PROVIDER.tokenWith(claims))
                .get("/api/admin/openings")
                .status();

        assertThat(status.apply(claims().put("roles", new JsonArray().add("admin"))))
                .isEqualTo(200);
        assertThat(status.apply(claims().put("roles", "admin"))).isEqualTo(403);
        assertThat(status.apply(claims().put("role", "admin"))).isEqualTo(403);
        assertThat(status.apply(claims().put("scope", "admin"))).isEqualTo(403);
        assertThat(status.apply(
                        claims().put("realm_access", new JsonObject().put("roles", new JsonArray().add("admin")))))
                .isEqualTo(403);
        assertThat(status.apply(
                        claims().put("roles", new JsonArray().add("ADMIN").add("staff"))))
                .isEqualTo(403);
    }

    @Test
    void anotherMembersTicketIsNotThere() {
        Api operator = anybody.with(PROVIDER.tokenWith(claims().put("roles", new JsonArray().add("admin"))));
        String opening = operator.open(Map.of("a", 5)).getString("id");
        Api owner = anybody.with(PROVIDER.tokenWith(claims().put("sub", "owner")));
        Api other = anybody.with(PROVIDER.tokenWith(claims().put("sub", "other")));
        String ticket = "/api/tickets/" + owner.claim(opening).json().getString("id");

        assertThat(owner.get(ticket).status()).isEqualTo(200);
        assertThat(other.get(ticket).status()).isEqualTo(404);
        assertThat(other.get(ticket + "/qr.svg").status()).isEqualTo(404);
        assertThat(other.delete(ticket).status()).isEqualTo(404);
        assertThat(owner.get(ticket).status()).isEqualTo(200);
    }

    private static int statusWith(String token) {
        return anybody.with(token).get("/api/tickets").status();
    }

    private static JsonObject claims() {
        return IdentityProvider.claims("m-1", Instant.now().plus(Duration.ofHours(1)))
                .put("iss", ISSUER)
                .put("aud", AUDIENCE);
    }

    private static String with(String claim, Object value) {
        return PROVIDER.tokenWith(claims().put(claim, value));
    }

    private static String without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return PROVIDER.tokenWith(claims);
    }

    private static String header(String name, Object value) {
        return PROVIDER.tokenWithHeader(new JsonObject().put(name, value), claims());
    }

    /** Another member's name under the signature of ours. */
    private static String changed() {
        String[] ours = PROVIDER.tokenWith(claims()).split("\\.", -1);
        String[] others = PROVIDER.tokenWith(claims().put("sub", "another")).split("\\.", -1);
        return ours[0] + "." + others[1] + "." + ours[2];
    }

    private static long seconds(Duration fromNow) {
        return Instant.now().plus(fromNow).getEpochSecond();
    }
}
