package boxoffice.persistence.report;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.FoundWriter;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.SilentPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who watches, at all processes together. */
final class WatcherBookIT {

    private static final OpeningId ONE = new OpeningId(-71);
    private static final OpeningId OTHER = new OpeningId(-72);

    private final TestDatabase database = TestDatabase.shared();
    private final Vertx vertx = Vertx.vertx();
    private final WriterPool writer =
            WriterPool.open(vertx, database.writer(), PoolSettings.writer(2), new SilentPool());
    private final WatcherBook here = new WatcherBook(writer, Map::of);
    private final WatcherBook there = new WatcherBook(writer, Map::of);

    @BeforeEach
    void findTheWriter() throws Exception {
        assertThat(FoundWriter.of(writer)).isSameAs(writer);
    }

    @AfterEach
    void close() throws Exception {
        database.writerSql().run("DELETE FROM watchers WHERE opening_id IN (?, ?)", ONE.value(), OTHER.value());
        done(writer.close());
        done(vertx.close());
    }

    @Test
    void whatProcessesCountIsAddedAndTheLastCountOfEachHolds() throws Exception {
        done(here.write(Map.of(ONE, 7, OTHER, 1)));
        done(there.write(Map.of(ONE, 20)));
        done(here.write(Map.of(ONE, 5)));

        assertThat(watching(ONE)).isEqualTo(25);
        assertThat(watching(OTHER)).isZero();
    }

    @Test
    void nobodyIsLeftOfAProcessThatStops() throws Exception {
        done(here.write(Map.of(ONE, 7)));

        done(here.stop(vertx));

        assertThat(watching(ONE)).isZero();
    }

    @Test
    void aProcessThatIsSilentCountsNoMoreAndIsForgotten() throws Exception {
        done(here.write(Map.of(ONE, 7)));
        database.writerSql()
                .run("UPDATE watchers SET seen_at = SYSDATE(6) - INTERVAL 16 SECOND WHERE opening_id = ?", ONE.value());
        assertThat(watching(ONE)).isZero();
        database.writerSql()
                .run("UPDATE watchers SET seen_at = SYSDATE(6) - INTERVAL 61 SECOND WHERE opening_id = ?", ONE.value());

        done(there.write(Map.of(ONE, 2)));

        assertThat(watching(ONE)).isEqualTo(2);
        assertThat(database.writerSql().number("SELECT COUNT(*) FROM watchers WHERE opening_id = ?", ONE.value()))
                .isEqualTo(1);
    }

    private long watching(OpeningId opening) throws SQLException {
        return database.writerSql().number(ReportStatements.WATCHING, opening.value());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
