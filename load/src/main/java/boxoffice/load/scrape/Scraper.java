package boxoffice.load.scrape;

import boxoffice.load.client.Answer;
import boxoffice.load.client.Connection;
import boxoffice.load.client.Requests;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reads {@code /metrics} at a steady rate, and once at the end; a page that does not come is left out. Confined to the
 * event loop that starts it.
 */
public final class Scraper {

    private final Vertx vertx;
    private final Connection connection;
    private final Requests requests;
    private final LongSupplier nowNanos;
    private final Duration every;
    private final List<Sample> samples = new ArrayList<>();
    private boolean underWay;
    private long timer;

    public Scraper(Vertx vertx, Connection connection, Requests requests, LongSupplier nowNanos, Duration every) {
        this.vertx = vertx;
        this.connection = connection;
        this.requests = requests;
        this.nowNanos = nowNanos;
        this.every = every;
    }

    /** Reads the first page. */
    public void start() {
        scrape().onComplete(first -> timer = vertx.setPeriodic(every.toMillis(), fired -> scrapeUnlessUnderWay()));
    }

    /** What came, with a last page. */
    public Future<List<Sample>> stop() {
        vertx.cancelTimer(timer);
        return scrape().map(last -> List.copyOf(samples));
    }

    /** Never fails: a page that does not come or cannot be read is left out. */
    @CanIgnoreReturnValue
    private Future<Void> scrape() {
        return connection
                .send(requests.get("/metrics", ""))
                .onSuccess(this::read)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    /** Two pages at once would tell the same instant twice, and rates between them nothing. */
    private void scrapeUnlessUnderWay() {
        if (!underWay) {
            underWay = true;
            scrape().onComplete(done -> underWay = false);
        }
    }

    /** A page that comes soon after another takes its place, for the same reason. */
    private void read(Answer answer) {
        if (answer.status() != 200) {
            return;
        }
        Sample sample = Sample.of(nowNanos.getAsLong(), new MetricsPage(answer.body()));
        int last = samples.size() - 1;
        if (last > 0 && sample.atNanos() - samples.get(last).atNanos() < every.toNanos() / 2) {
            samples.set(last, sample);
        } else {
            samples.add(sample);
        }
    }
}
