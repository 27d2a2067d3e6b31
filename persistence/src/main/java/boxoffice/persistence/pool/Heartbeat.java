package boxoffice.persistence.pool;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * A count on the writer, by which the lag of readers is measured: a reader that does not show a count which this
 * process wrote a while ago is at least that far behind. Only this process's monotonic clock is used, so the servers'
 * clocks do not matter; and nothing is needed but to read a table, which any user of a reader may.
 *
 * <p>Safe from any thread.
 */
final class Heartbeat {

    static final String BEAT = "UPDATE heartbeat SET beat = LAST_INSERT_ID(beat + 1) WHERE id = 1";
    static final String WRITTEN = "SELECT LAST_INSERT_ID()";
    static final String SHOWN = "(SELECT beat FROM heartbeat WHERE id = 1)";

    /** A lag beyond is told as this. */
    static final int BEATS_KEPT = 120;

    private final WriterPool writer;
    private final LongSupplier nanoClock;
    private final NavigableMap<Long, Long> writtenNanos = new ConcurrentSkipListMap<>();

    Heartbeat(WriterPool writer, LongSupplier nanoClock) {
        this.writer = writer;
        this.nanoClock = nanoClock;
    }

    /** Counts up; fails when no writer does. */
    Future<Void> beat() {
        return writer.session(session -> session.text(BEAT)
                        .compose(counted -> session.text(WRITTEN))
                        .compose(rows ->
                                session.commit().map(rows.iterator().next().getLong(0))))
                .onSuccess(count -> wrote(count, nanoClock.getAsLong()))
                .mapEmpty();
    }

    void wrote(long count, long nanos) {
        writtenNanos.put(count, nanos);
        while (writtenNanos.size() > BEATS_KEPT) {
            writtenNanos.pollFirstEntry();
        }
    }

    /** After a change of the writer the count may start lower: what was written before says nothing any more. */
    void forget() {
        writtenNanos.clear();
    }

    /**
     * How far behind a reader is that showed this count when it was asked at that time; zero when nothing is missing.
     */
    Duration lag(long shown, long askedNanos) {
        Map.Entry<Long, Long> firstMissing = writtenNanos.higherEntry(shown);
        return firstMissing == null
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, askedNanos - firstMissing.getValue()));
    }
}
