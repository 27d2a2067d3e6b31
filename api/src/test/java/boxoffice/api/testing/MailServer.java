package boxoffice.api.testing;

import boxoffice.persistence.testing.Certificates;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;

/** A real mail server, which keeps all that it is sent. Takes mails for any address. */
public final class MailServer implements AutoCloseable {

    /** One mail. */
    public record Mail(String to, String subject, String id) {}

    private final GreenMail server;
    private final String scheme;

    public MailServer() {
        this("smtp", ServerSetup.SMTP);
    }

    private MailServer(String scheme, ServerSetup setup) {
        this.scheme = scheme;
        server = new GreenMail(setup.dynamicPort());
        server.start();
    }

    /** With TLS from the first byte; in one JVM always with the certificate of the first. */
    public static MailServer overTls(Certificates certificates) {
        System.setProperty("greenmail.tls.keystore.file", certificates.store().toString());
        System.setProperty("greenmail.tls.keystore.password", Certificates.PASSWORD);
        System.setProperty("greenmail.tls.key.password", Certificates.PASSWORD);
        return new MailServer("smtps", ServerSetup.SMTPS);
    }

    /** As the service wants it. */
    public String uri() {
        return uri("127.0.0.1");
    }

    /** The same by another name. */
    public String uri(String host) {
        return scheme + "://" + host + ":" + (scheme.equals("smtps") ? server.getSmtps() : server.getSmtp()).getPort();
    }

    /** All so far, in the order in which they came. */
    public List<Mail> mails() {
        List<Mail> mails = new ArrayList<>();
        try {
            for (MimeMessage mail : server.getReceivedMessages()) {
                mails.add(new Mail(mail.getAllRecipients()[0].toString(), mail.getSubject(), mail.getMessageID()));
            }
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
        return mails;
    }

    @Override
    public void close() {
        server.stop();
    }
}
