package boxoffice.load.audit;

import boxoffice.load.history.History;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the service kept its promise: every check of what was told, of what is stored, of the order, and of the time
 * it took. Pure.
 */
public record Audit(List<Check> checks) {

    public Audit {
        checks = List.copyOf(checks);
    }

    /** Of one rush. */
    public static Audit of(History history, Books books, Limits limits) {
        return new Audit(Stream.of(
                        AnswerChecks.of(history),
                        BookChecks.of(history, books),
                        OrderChecks.of(history, books),
                        LimitChecks.of(history, limits))
                .flatMap(List::stream)
                .toList());
    }

    /** Whether nothing failed. */
    public boolean isPassed() {
        return checks.stream().noneMatch(Check::hasFailed);
    }
}
