package boxoffice.api.announcing;

import boxoffice.persistence.notice.Delivery;
import boxoffice.persistence.notice.Outbox;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due: looks into the outbox every second, and tells sixteen at a time until nothing is left. Every
 * telling has a deadline well within its lease; what fails is tried again later and later, and given up after a while.
 * Every instance may run one.
 */
public final class Announcer {

    private static final long EVERY_MILLIS = 1_000;
    private static final int AT_ONCE = 16;
    private static final int ROUNDS_MAX = 500;
    private static final long TELL_SECONDS_MAX = 15;
    private static final int ATTEMPTS_MAX = 12;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Vertx vertx;
    private final Outbox outbox;
    private final @Nullable Channel mail;
    private final @Nullable Channel topic;
    private final AtomicBoolean telling = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile Future<?> round = Future.succeededFuture();
    private long timer = -1;

    Announcer(Vertx vertx, Outbox outbox, @Nullable Channel mail, @Nullable Channel topic) {
        this.vertx = vertx;
        this.outbox = outbox;
        this.mail = mail;
        this.topic = topic;
    }

    /**
     * @param mail null where no mails are sent
     * @param topic the ARN of a topic of SNS; null where none is told
     * @param page where members look; null where that is not known
     */
    public static Announcer of(
            Vertx vertx, Outbox outbox, @Nullable MailSettings mail, @Nullable String topic, @Nullable URI page) {
        return new Announcer(
                vertx,
                outbox,
                mail == null ? null : new MailChannel(vertx, mail, new NoticeText(page)),
                topic == null ? null : new TopicChannel(vertx, topic));
    }

    public void start() {
        if (mail != null || topic != null) {
            timer = vertx.setPeriodic(EVERY_MILLIS, due -> look());
        }
    }

    /** Tells to the end what it has begun to tell. */
    public Future<?> stop() {
        stopping = true;
        boolean unused = vertx.cancelTimer(timer);
        return round.otherwiseEmpty()
                .eventually(() -> mail == null ? Future.succeededFuture() : mail.close())
                .eventually(() -> topic == null ? Future.succeededFuture() : topic.close());
    }

    private void look() {
        if (!stopping && telling.compareAndSet(false, true)) {
            round = handOut(ROUNDS_MAX)
                    .compose(handed -> tell(ROUNDS_MAX))
                    .onFailure(failure -> LOG.warn("notices are told later: {}", failure.toString()))
                    .onComplete(told -> telling.set(false));
        }
    }

    private Future<Void> handOut(int left) {
        return outbox.handOut(mail != null, topic != null)
                .compose(more -> more && left > 1 && !stopping ? handOut(left - 1) : Future.succeededFuture());
    }

    private Future<Void> tell(int left) {
        return outbox.lease(AT_ONCE).compose(leased -> {
            List<Future<Void>> all = leased.stream().map(this::tell).toList();
            return Future.join(all)
                    .compose(told -> leased.size() == AT_ONCE && left > 1 && !stopping
                            ? tell(left - 1)
                            : Future.succeededFuture());
        });
    }

    private Future<Void> tell(Delivery delivery) {
        if (delivery.isOver()) {
            return outbox.gaveUp(delivery);
        }
        Channel channel = delivery.isForTheTopic() ? topic : mail;
        if (channel == null) {
            return outbox.later(delivery, PAUSE_MAX); // an instance that has this way may be there
        }
        return channel.tell(delivery)
                .timeout(TELL_SECONDS_MAX, TimeUnit.SECONDS)
                .transform(told -> told.succeeded() ? outbox.told(delivery) : failed(delivery, told.cause()));
    }

    private Future<Void> failed(Delivery delivery, Throwable failure) {
        boolean inVain = failure instanceof RefusedException || delivery.attempts() >= ATTEMPTS_MAX;
        LOG.warn("{} could not be told, {}: {}", delivery, inVain ? "given up" : "tried again", failure.toString());
        return inVain ? outbox.gaveUp(delivery) : outbox.later(delivery, pause(delivery.attempts()));
    }

    private static Duration pause(int attempts) {
        Duration pause = PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }
}
