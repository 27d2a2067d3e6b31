package boxoffice.persistence.report;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * How long answers took, counted in buckets that are the same for everybody: what several processes counted is added,
 * and a percentile read of the sum. (Percentiles themselves cannot be averaged.) A bucket ends a quarter of an octave
 * above the one before, so a percentile is at most 19 % above the truth, and never below it.
 */
public final class Latencies {

    public static final Latencies NONE = new Latencies(new long[0]);

    private static final long FIRST_NANOS = 250_000;
    private static final int BUCKETS = 66; // the last but one ends at 16 s; the last one takes the rest
    private static final long[] ENDS = ends();

    private final long[] counts;

    Latencies(long[] counts) {
        this.counts = Arrays.copyOf(counts, BUCKETS);
    }

    static int buckets() {
        return BUCKETS;
    }

    /** Of the first that ends at or after it. */
    static int bucketOf(long nanos) {
        int found = Arrays.binarySearch(ENDS, nanos);
        return found >= 0 ? found : -found - 1;
    }

    Latencies plus(Latencies more) {
        long[] sum = new long[BUCKETS];
        Arrays.setAll(sum, bucket -> counts[bucket] + more.counts[bucket]);
        return new Latencies(sum);
    }

    public long count() {
        return Arrays.stream(counts).sum();
    }

    /**
     * Not longer than this took so many of a thousand; empty where nothing was counted, or where it took longer than
     * the last bucket says.
     */
    public Optional<Duration> ofThousand(int perThousand) {
        long rank = Math.max(1, (count() * perThousand + 999) / 1_000);
        long seen = 0;
        for (int bucket = 0; bucket < ENDS.length; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return Optional.of(Duration.ofNanos(ENDS[bucket]));
            }
        }
        return Optional.empty();
    }

    /** Counts by the number of their bucket, without empty ones. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (counts[bucket] > 0) {
                json.put(Integer.toString(bucket), counts[bucket]);
            }
        }
        return json;
    }

    static Latencies of(JsonObject json) {
        long[] counts = new long[BUCKETS];
        json.forEach(bucket -> counts[Integer.parseInt(bucket.getKey())] = ((Number) bucket.getValue()).longValue());
        return new Latencies(counts);
    }

    private static long[] ends() {
        long[] ends = new long[BUCKETS - 1];
        Arrays.setAll(ends, bucket -> Math.round(FIRST_NANOS * Math.pow(2, bucket / 4.0)));
        return ends;
    }
}
