package boxoffice.api.configuration;

import boxoffice.api.http.AddressLimit;
import boxoffice.api.http.HttpSettings;
import boxoffice.api.http.TlsFiles;
import boxoffice.api.identity.MemberLimit;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where requests are taken, and from whom. */
record HttpReader(Values values) {

    private static final int HTTP_PORT_DEFAULT = 8080;
    private static final int MANAGEMENT_PORT_DEFAULT = 9090;

    HttpSettings http() {
        int port = values.number(Setting.HTTP_PORT, HTTP_PORT_DEFAULT, 1, 65_535);
        int managementPort = values.number(Setting.MANAGEMENT_PORT, MANAGEMENT_PORT_DEFAULT, 1, 65_535);
        if (port == managementPort) {
            values.problem(
                    Values.named(Setting.MANAGEMENT_PORT) + " is the same port as " + Values.named(Setting.HTTP_PORT));
        }
        return HttpSettings.on(
                        values.or(Setting.HTTP_HOST, values.isEmbedded() ? HttpSettings.LOOPBACK : "0.0.0.0"),
                        port,
                        managementPort)
                .exposed(addresses(), tls(), origins());
    }

    private AddressLimit addresses() {
        return new AddressLimit(
                MemberLimit.perSecond(
                        values.number(Setting.ADDRESS_REQUESTS_PER_SECOND, 0, 0, AddressLimit.PER_SECOND_MAX)),
                values.number(Setting.ADDRESS_PROXIES, 0, 0, AddressLimit.PROXIES_MAX));
    }

    private @Nullable TlsFiles tls() {
        if (!values.has(Setting.TLS_CERTIFICATE) && !values.has(Setting.TLS_KEY)) {
            return null;
        }
        Path certificate = values.required(Setting.TLS_CERTIFICATE, Formats::readable);
        Path key = values.required(Setting.TLS_KEY, Formats::readable);
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }

    private List<String> origins() {
        if (!values.has(Setting.CORS_ORIGINS)) {
            return List.of();
        }
        List<String> origins = values.required(Setting.CORS_ORIGINS, Formats::webOrigins);
        return origins == null ? List.of() : origins;
    }
}
