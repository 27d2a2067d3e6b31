package boxoffice.load.audit;

import java.util.List;

/**
 * One promise, and whether it was kept.
 *
 * @param promise as a sentence
 * @param figure what was found, or why it was not looked at
 */
public record Check(String promise, Verdict verdict, String figure) {

    private static final int EXAMPLES_MAX = 3;

    /** How it went. */
    public enum Verdict {
        PASSED,
        FAILED,
        SKIPPED
    }

    /** Kept or not, with a figure. */
    static Check of(String promise, boolean kept, String figure) {
        return new Check(promise, kept ? Verdict.PASSED : Verdict.FAILED, figure);
    }

    /** Kept where nothing speaks against it; otherwise the first few of what does. */
    static Check none(String promise, List<String> violations, String figure) {
        if (violations.isEmpty()) {
            return new Check(promise, Verdict.PASSED, figure);
        }
        List<String> examples = violations.stream().limit(EXAMPLES_MAX).toList();
        return new Check(promise, Verdict.FAILED, violations.size() + " times: " + String.join("; ", examples));
    }

    static Check skipped(String promise, String why) {
        return new Check(promise, Verdict.SKIPPED, why);
    }

    /** Whether it was looked at and broken. */
    public boolean hasFailed() {
        return verdict == Verdict.FAILED;
    }
}
