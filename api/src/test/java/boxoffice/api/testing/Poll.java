package boxoffice.api.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does; the one place in these tests that pauses. */
public final class Poll {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Poll() {}

    /** Returns when it is so; fails when it is not after this time. */
    public static void until(String what, Duration atMost, BooleanSupplier isSo) {
        if (!comes(atMost, isSo)) {
            throw new AssertionError("not within " + atMost.toMillis() + " ms: " + what);
        }
    }

    /** Whether it comes to be so within this time. */
    public static boolean comes(Duration atMost, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
