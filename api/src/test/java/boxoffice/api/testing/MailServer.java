package boxoffice.api.testing;

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

    private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

    public MailServer() {
        server.start();
    }

    /** As the service wants it. */
    public String uri() {
        return "smtp://127.0.0.1:" + server.getSmtp().getPort();
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
