package boxoffice.api.announcing;

import boxoffice.persistence.notice.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Mails to members. A mail that is sent again has the same Message-ID, so that whoever passes it on may drop the twin.
 */
final class MailChannel implements Channel {

    private static final int CONNECTIONS_MAX = 4;

    private final MailClient client;
    private final MailSettings settings;
    private final NoticeText texts;

    MailChannel(Vertx vertx, MailSettings settings, NoticeText texts) {
        this.settings = settings;
        this.texts = texts;
        MailConfig config = new MailConfig()
                .setHostname(settings.host())
                .setPort(settings.port())
                .setSsl(settings.tls())
                .setMaxPoolSize(CONNECTIONS_MAX);
        if (settings.user() != null) {
            config.setUsername(settings.user())
                    .setPassword(settings.password().value())
                    .setStarttls(settings.tls() ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED);
        }
        client = MailClient.create(vertx, config);
    }

    @Override
    public Future<Void> tell(Delivery delivery) {
        NoticeText.Text text = texts.of(delivery);
        MailMessage mail = new MailMessage()
                .setFrom(settings.from())
                .setTo(delivery.address())
                .setSubject(text.subject())
                .setText(text.body())
                .addHeader("Message-ID", messageId(delivery))
                .addHeader("Auto-Submitted", "auto-generated");
        return client.sendMail(mail)
                .recover(failure -> Future.failedFuture(
                        failure instanceof SMTPException answered && answered.isPermanent()
                                ? new RefusedException("the mail server answered " + answered.getReplyCode())
                                : failure))
                .mapEmpty();
    }

    @Override
    public Future<?> close() {
        return client.close();
    }

    private String messageId(Delivery delivery) {
        String domain = settings.from().replaceAll(".*@|>.*", "");
        return "<boxoffice." + delivery.notice() + "." + digest(delivery.member()) + "@" + domain + ">";
    }

    private static String digest(String member) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(member.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString(36).substring(0, 24);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
