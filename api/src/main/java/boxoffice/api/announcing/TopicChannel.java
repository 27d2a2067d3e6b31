package boxoffice.api.announcing;

import boxoffice.persistence.notice.Delivery;
import boxoffice.scaling.aws.SnsTopic;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One message for each notice to a topic of SNS, as JSON; its calls wait, on a thread of their own. */
final class TopicChannel implements Channel {

    private static final long WARN_AFTER_SECONDS = 30;

    private final WorkerExecutor worker;
    private final String arn;
    private volatile @Nullable SnsTopic opened;

    TopicChannel(Vertx vertx, String arn) {
        this.worker = vertx.createSharedWorkerExecutor("topic", 1, WARN_AFTER_SECONDS, TimeUnit.SECONDS);
        this.arn = arn;
    }

    @Override
    public Future<Void> tell(Delivery delivery) {
        String kind = delivery.kind().name().toLowerCase(Locale.ROOT);
        JsonObject message = new JsonObject()
                .put("notice", Long.toString(delivery.notice()))
                .put("kind", kind)
                .put("openingId", delivery.opening().toString())
                .mergeIn(delivery.content());
        return worker.executeBlocking(() -> {
            topic().publish(message.encode(), kind, "boxoffice-" + delivery.notice());
            return null;
        });
    }

    @Override
    public Future<?> close() {
        return worker.executeBlocking(() -> {
                    SnsTopic topic = opened;
                    if (topic != null) {
                        topic.close();
                    }
                    return null;
                })
                .eventually(worker::close);
    }

    /** On the worker only. */
    private SnsTopic topic() {
        SnsTopic topic = opened;
        if (topic == null) {
            topic = SnsTopic.open(arn);
            opened = topic;
        }
        return topic;
    }
}
