package boxoffice.load.compare;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How even the machine itself is. All its processors do nothing but count for some seconds; where they count less in a
 * window of 20 ms than usually, the host of a virtual machine has given them less. The machine's own figures say
 * nothing of that, and whatever is measured there stalls as often.
 *
 * @param slowShare of the time, in which they did less than 60 % of the usual
 * @param slowest on end
 */
record Evenness(double slowShare, Duration slowest) {

    private static final Duration WINDOW = Duration.ofMillis(20);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final double SLOW = 0.6;

    static Evenness measured(Duration time) {
        long[] windows = counted(WARM_UP.plus(time));
        return of(Arrays.copyOfRange(windows, (int) WARM_UP.dividedBy(WINDOW), windows.length));
    }

    /** @param windows what was counted in each */
    static Evenness of(long[] windows) {
        double slowBelow = SLOW * Arrays.stream(windows).sorted().toArray()[windows.length / 2];
        int slow = 0;
        int onEnd = 0;
        int longest = 0;
        for (long counted : windows) {
            onEnd = counted < slowBelow ? onEnd + 1 : 0;
            slow += onEnd > 0 ? 1 : 0;
            longest = Math.max(longest, onEnd);
        }
        return new Evenness((double) slow / windows.length, WINDOW.multipliedBy(longest));
    }

    private static long[] counted(Duration time) {
        AtomicLongArray windows = new AtomicLongArray((int) time.dividedBy(WINDOW));
        long start = System.nanoTime();
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(processor -> count(windows, start));
        return IntStream.range(0, windows.length()).mapToLong(windows::get).toArray();
    }

    private static void count(AtomicLongArray windows, long start) {
        for (int window = 0; window < windows.length(); window++) {
            long end = start + (window + 1) * WINDOW.toNanos();
            long counted = 0;
            while (System.nanoTime() - end < 0) {
                counted++;
            }
            windows.addAndGet(window, counted);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "the machine alone does less than %.0f %% of what it usually does for %.1f %% of the time, for %d ms on end at most",
                100 * SLOW, 100 * slowShare, slowest.toMillis());
    }
}
