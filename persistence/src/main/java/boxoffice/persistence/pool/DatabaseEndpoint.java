package boxoffice.persistence.pool;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where one database server listens, and who we are there.
 *
 * <p>Written as {@code mysql://user:password@host:port/database}; a character that is reserved in a URI is
 * percent-encoded.
 *
 * @param port 1 to 65535
 * @param authority the file in PEM with the certificates of those who may vouch for the server: the connection is then
 *     encrypted, and the server must be who it is called; null for a connection as the server likes it
 */
public record DatabaseEndpoint(
        String host,
        int port,
        String database,
        String user,
        Password password,
        @Nullable Path authority) {

    private static final String SHAPE = "mysql://user:password@host:port/database";

    public DatabaseEndpoint(String host, int port, String database, String user, Password password) {
        this(host, port, database, user, password, null);
    }

    /** The same, and only where one of these vouches for it. */
    public DatabaseEndpoint verifiedBy(Path certificates) {
        return new DatabaseEndpoint(host, port, database, user, password, certificates);
    }

    /**
     * Reads the form {@code mysql://user:password@host:port/database}; the port is 3306 where left out.
     *
     * @throws IllegalArgumentException when it has another form; the message never repeats the text, which holds a
     *     password
     */
    public static DatabaseEndpoint parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException notAUri) {
            throw new IllegalArgumentException("is not of the form " + SHAPE + ": " + notAUri.getReason());
        }
        if (!"mysql".equals(uri.getScheme())) {
            throw new IllegalArgumentException("does not start with mysql://, the form is " + SHAPE);
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("names no host, the form is " + SHAPE);
        }
        if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("names no database, the form is " + SHAPE);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("has options after the database, the form is " + SHAPE);
        }
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[] {""}
                : uri.getRawUserInfo().split(":", 2);
        if (userInfo[0].isEmpty() || userInfo.length < 2) {
            throw new IllegalArgumentException("names no user and password, the form is " + SHAPE);
        }
        int port = uri.getPort() == -1 ? 3306 : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has a port outside 1 to 65535");
        }
        return new DatabaseEndpoint(
                uri.getHost(),
                port,
                decoded(path.substring(1)),
                decoded(userInfo[0]),
                new Password(decoded(userInfo[1])));
    }

    /** The same place for a person to read, without the password. */
    public String address() {
        return "mysql://" + user + "@" + host + ":" + port + "/" + database;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
