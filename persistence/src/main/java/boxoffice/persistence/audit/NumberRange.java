package boxoffice.persistence.audit;

import java.util.ArrayList;
import java.util.List;

/** Numbers of a quota that one statement looks at: so many that it is done in some hundredths of a second. */
record NumberRange(int from, int to) {

    static final int LENGTH = 20_000;

    /** All numbers there are, in as many ranges as a quota with so many issued needs. */
    static List<NumberRange> covering(int numbers) {
        List<NumberRange> ranges = new ArrayList<>();
        int from = Integer.MIN_VALUE;
        for (long to = LENGTH; to < numbers; to += LENGTH) {
            ranges.add(new NumberRange(from, (int) to));
            from = (int) to + 1;
        }
        ranges.add(new NumberRange(from, Integer.MAX_VALUE));
        return ranges;
    }
}
