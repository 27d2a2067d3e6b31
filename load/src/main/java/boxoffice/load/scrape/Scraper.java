package boxoffice.load.scrape;

import boxoffice.load.client.Connection;
import boxoffice.load.client.Requests;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reads {@code /metrics} once a second; a page that does not come is left out. Confined to the event loop that starts
 * it.
 */
public final class Scraper {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Connection connection;
    private final Requests requests;
    private final LongSupplier nowNanos;
    private final List<Sample> samples = new ArrayList<>();
    private long timer;

    public Scraper(Vertx vertx, Connection connection, Requests requests, LongSupplier nowNanos) {
        this.vertx = vertx;
        this.connection = connection;
        this.requests = requests;
        this.nowNanos = nowNanos;
    }

    public void start() {
        scrape();
        timer = vertx.setPeriodic(EVERY.toMillis(), fired -> scrape());
    }

    /** What came. */
    public List<Sample> stop() {
        vertx.cancelTimer(timer);
        return List.copyOf(samples);
    }

    private void scrape() {
        connection.send(requests.get("/metrics", "")).onSuccess(answer -> {
            if (answer.status() == 200) {
                samples.add(Sample.of(nowNanos.getAsLong(), new MetricsPage(answer.body())));
            }
        });
    }
}
