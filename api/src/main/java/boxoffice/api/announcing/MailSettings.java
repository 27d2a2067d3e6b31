package boxoffice.api.announcing;

import boxoffice.persistence.pool.Password;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The mail server.
 *
 * @param tls from the first byte; otherwise STARTTLS, which must be there where a password is sent
 * @param user null where the server wants none
 * @param from who the mails are from
 */
public record MailSettings(
        String host, int port, boolean tls, @Nullable String user, Password password, String from) {

    private static final int PORT = 25;
    private static final int PORT_TLS = 465;

    /**
     * @param uri {@code smtp://} or {@code smtps://}, with user and password where the server wants them
     * @throws IllegalArgumentException that says what is wrong, and no secret
     */
    public static MailSettings of(URI uri, String from) {
        boolean tls = "smtps".equals(uri.getScheme());
        if (uri.getHost() == null || !(tls || "smtp".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("is not an smtp or smtps address");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? PORT_TLS : PORT;
        String told = uri.getUserInfo();
        if (told == null) {
            return new MailSettings(uri.getHost(), port, tls, null, new Password(""), from);
        }
        int colon = told.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("has a user and no password");
        }
        Password password = new Password(told.substring(colon + 1));
        return new MailSettings(uri.getHost(), port, tls, told.substring(0, colon), password, from);
    }
}
