package boxoffice.load.history;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times, three digits exact.
 *
 * @param micros what HdrHistogram counted
 */
public record Waits(Histogram micros) {

    private static final int DIGITS = 3;

    /** How long members waited for the answer that lasts, from the press of the button. */
    public static Waits ofMembers(History history) {
        Histogram histogram = new Histogram(DIGITS);
        history.claims()
                .flatMapToLong(attempt -> attempt.waitNanos().stream())
                .forEach(nanos -> histogram.recordValue(micros(nanos)));
        return new Waits(histogram);
    }

    /** Of every single claim request, from when it was due. */
    public static Waits ofClaims(History history) {
        Histogram histogram = new Histogram(DIGITS);
        history.claims()
                .filter(Attempt::isAnswered)
                .forEach(attempt -> histogram.recordValue(micros(attempt.latencyNanos())));
        return new Waits(histogram);
    }

    /** Of every read, from when it was due. */
    public static Waits ofReads(History history) {
        Histogram histogram = new Histogram(DIGITS);
        history.attempts().stream()
                .filter(attempt -> attempt.outcome() == Outcome.READ)
                .forEach(attempt -> histogram.recordValue(micros(attempt.latencyNanos())));
        return new Waits(histogram);
    }

    /** By how much this client itself sent its claims too late; it is part of every latency. */
    public static Waits ofThisClient(History history) {
        Histogram histogram = new Histogram(DIGITS);
        history.claims().forEach(attempt -> histogram.recordValue(micros(attempt.sentNanos() - attempt.dueNanos())));
        return new Waits(histogram);
    }

    /** In milliseconds; 0 where nothing was counted. */
    public double percentileMillis(double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / 1e3;
    }

    /** In milliseconds. */
    public double maxMillis() {
        return percentileMillis(100);
    }

    private static long micros(long nanos) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
    }
}
