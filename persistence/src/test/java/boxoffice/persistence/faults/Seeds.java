package boxoffice.persistence.faults;

import java.util.stream.LongStream;

/**
 * The seeds of a run: three, or as many as {@code boxoffice.faults.seeds} says, from 1; or the one that
 * {@code boxoffice.faults.seed} names. What a test prints with a seed can be run again by it.
 */
public final class Seeds {

    private Seeds() {}

    public static LongStream all() {
        String one = System.getProperty("boxoffice.faults.seed", "");
        return one.isEmpty() ? LongStream.rangeClosed(1, count()) : LongStream.of(Long.parseLong(one));
    }

    /** How many. */
    public static int count() {
        return Integer.getInteger("boxoffice.faults.seeds", 3);
    }

    /** Whether all faults are wanted, and mutants in full strength. */
    public static boolean inFull() {
        return count() >= 20;
    }
}
