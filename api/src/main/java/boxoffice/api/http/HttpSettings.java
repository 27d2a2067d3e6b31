package boxoffice.api.http;

import java.time.Duration;

/**
 * The limits of the HTTP ports.
 *
 * @param silenceMax a connection that neither sends nor receives is closed after this; above the 60 s of a balancer
 * @param requestMax a request is answered after this at the latest, whatever it waits for
 * @param bodyBytesMax a larger body is refused
 * @param connectionsMax connections beyond are closed at once
 */
public record HttpSettings(
        String host,
        int port,
        int managementPort,
        Duration silenceMax,
        Duration requestMax,
        int bodyBytesMax,
        int connectionsMax) {

    /** What only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    public static HttpSettings on(String host, int port, int managementPort) {
        return new HttpSettings(
                host, port, managementPort, Duration.ofSeconds(65), Duration.ofSeconds(10), 64 * 1024, 19_000);
    }
}
