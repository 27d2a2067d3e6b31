package boxoffice.api.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the HTTP ports.
 *
 * @param silenceMax a connection that neither sends nor receives is closed after this; above the 60 s of a balancer
 * @param headMax a head must have come within this, from its first byte on
 * @param readerMax a client that reads nothing of what waits for it is cut off after this
 * @param requestMax a request, with its body, must have come and is answered after this at the latest, whatever it
 *     waits for
 * @param bodyBytesMax a larger body is refused
 * @param connectionsMax connections beyond are closed at once
 * @param addresses how often one address may ask
 * @param tls of the public port; null for none, where a balancer before us has it
 * @param origins whose pages may ask besides our own
 */
public record HttpSettings(
        String host,
        int port,
        int managementPort,
        Duration silenceMax,
        Duration headMax,
        Duration readerMax,
        Duration requestMax,
        int bodyBytesMax,
        int connectionsMax,
        AddressLimit addresses,
        @Nullable TlsFiles tls,
        List<String> origins) {

    public HttpSettings {
        origins = List.copyOf(origins);
    }

    /** What only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    public static HttpSettings on(String host, int port, int managementPort) {
        return new HttpSettings(
                host,
                port,
                managementPort,
                Duration.ofSeconds(65),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                64 * 1024,
                19_000,
                AddressLimit.NONE,
                null,
                List.of());
    }

    /** The same, open to the world in this way. */
    public HttpSettings exposed(AddressLimit addresses, @Nullable TlsFiles tls, List<String> origins) {
        return new HttpSettings(
                host,
                port,
                managementPort,
                silenceMax,
                headMax,
                readerMax,
                requestMax,
                bodyBytesMax,
                connectionsMax,
                addresses,
                tls,
                origins);
    }
}
