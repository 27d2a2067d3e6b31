package boxoffice.load.compare;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the users were told, by exact counts; times begin with the first request. Used by one thread. */
final class Answers {

    private static final int STATUS_MAX = 600;
    private static final long LATENCY_NANOS_MAX = Duration.ofMinutes(2).toNanos();

    private final long[] counts = new long[STATUS_MAX];
    private final Histogram latency = new Histogram(LATENCY_NANOS_MAX, 3);
    private final Histogram busy = new Histogram(LATENCY_NANOS_MAX, 3);
    private long grantedNanos;
    private long grantedCounted;
    private long answeredNanos;
    private long counted;
    private final Span span;

    Answers(Span span) {
        this.span = span;
    }

    void note(int status, long nanosSinceStart, long latencyNanos) {
        counts[status]++;
        answeredNanos = nanosSinceStart;
        if (status == 201) {
            grantedNanos = nanosSinceStart;
        }
        if (span.counts(nanosSinceStart)) {
            counted++;
            latency.recordValue(Math.min(latencyNanos, LATENCY_NANOS_MAX));
            if (status == 201) {
                grantedCounted++;
            } else if (status == 503) {
                busy.recordValue(Math.min(latencyNanos, LATENCY_NANOS_MAX));
            }
        }
    }

    long of(int status) {
        return counts[status];
    }

    long all() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        return all;
    }

    /** Answers a second, of whatever status, within the span. */
    double perSecond() {
        return counted * 1e9 / span.counted().toNanos();
    }

    /** New tickets a second within the span. */
    double grantedPerSecond() {
        return grantedCounted * 1e9 / span.counted().toNanos();
    }

    /** Of the latencies of "busy" within the span. */
    double busyMillisAt(double percentile) {
        return busy.getValueAtPercentile(percentile) / 1e6;
    }

    /** When the last new ticket was acknowledged. */
    double millisToLastGranted() {
        return grantedNanos / 1e6;
    }

    double millisToLastAnswer() {
        return answeredNanos / 1e6;
    }

    /** Of the latencies within the span. */
    double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    /** For the progress lines: counts by status and latency in ms. */
    String summary() {
        Map<Integer, Long> byStatus = new TreeMap<>();
        for (int status = 0; status < STATUS_MAX; status++) {
            if (counts[status] > 0) {
                byStatus.put(status, counts[status]);
            }
        }
        return String.format(
                "%s, p50 %.1f ms, p99 %.1f ms, max %.1f ms", byStatus, millisAt(50), millisAt(99), millisAt(100));
    }
}
