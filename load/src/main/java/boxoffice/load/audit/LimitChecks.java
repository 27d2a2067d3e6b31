package boxoffice.load.audit;

import boxoffice.load.history.History;
import boxoffice.load.history.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether answers came in time. */
final class LimitChecks {

    static final String P99 = "99 of 100 members have their answer in time";
    static final String ALL = "Every member has an answer in time";

    private LimitChecks() {}

    static List<Check> of(History history, Limits limits) {
        Waits waits = Waits.ofMembers(history);
        return List.of(
                within(P99, waits.percentileMillis(99), limits.p99Max()),
                within(ALL, waits.maxMillis(), limits.answerMax()));
    }

    private static Check within(String promise, double millis, @Nullable Duration limit) {
        String found = String.format(Locale.ROOT, "%.0f ms", millis);
        return limit == null
                ? Check.skipped(promise, found + ", no limit given")
                : Check.of(promise, millis <= limit.toMillis(), found + " of " + limit.toMillis() + " ms");
    }
}
