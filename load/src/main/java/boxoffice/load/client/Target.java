package boxoffice.load.client;

import java.net.URI;
import java.util.Locale;

/** Where a service is: scheme, host and port of a URL, without a path. */
public record Target(String host, int port, boolean secure) {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /**
     * Reads {@code http://host:port} or {@code https://host}.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static Target of(String url) {
        URI uri = URI.create(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("not a URL of a service: " + url);
        }
        boolean secure = scheme.equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        return new Target(uri.getHost(), port, secure);
    }

    String authority() {
        return port == (secure ? HTTPS_PORT : HTTP_PORT) ? host : host + ":" + port;
    }
}
