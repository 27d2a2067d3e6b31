package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private static final long MILLI = 1_000_000;

    private final Heartbeat heartbeat = new Heartbeat(
            WriterPool.open(
                    Vertx.vertx(),
                    new DatabaseEndpoint("127.0.0.1", 1, "none", "none", new Password("none")),
                    PoolSettings.writer(1),
                    new SilentPool()),
            System::nanoTime);

    @Test
    void aReaderThatShowsTheLatestCountIsNotBehind() {
        heartbeat.wrote(7, 100 * MILLI);

        assertThat(heartbeat.lag(7, 900 * MILLI)).isZero();
    }

    @Test
    void aReaderIsAsFarBehindAsTheFirstCountItDoesNotShow() {
        heartbeat.wrote(7, 100 * MILLI);
        heartbeat.wrote(9, 600 * MILLI); // another process wrote the 8th
        heartbeat.wrote(10, 800 * MILLI);

        assertThat(heartbeat.lag(8, 900 * MILLI)).isEqualTo(Duration.ofMillis(300));
        assertThat(heartbeat.lag(6, 900 * MILLI)).isEqualTo(Duration.ofMillis(800));
    }

    @Test
    void nothingIsKnownAfterTheWriterHasChanged() {
        heartbeat.wrote(7, 100 * MILLI);
        heartbeat.forget();

        assertThat(heartbeat.lag(1, 900 * MILLI)).isZero();
    }
}
