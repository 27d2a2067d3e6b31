package boxoffice.domain.opening;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator wants an opening to be, before anybody has checked it. {@link #problems()} tells everything that is
 * wrong with it at once; only a draft without problems becomes an {@link Opening}.
 */
public record OpeningDraft(
        String title, String movie, Instant announcesAt, Instant opensAt, Instant closesAt, List<QuotaDraft> quotas) {

    public static final int TEXT_LENGTH_MAX = 200;
    public static final int QUOTAS_MAX = 50;
    public static final int QUOTA_SIZE_MAX = 1_000_000;

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** One named quota of a draft. */
    public record QuotaDraft(String name, int size) {}

    /**
     * One thing that is wrong.
     *
     * @param pointer where in the request, as a JSON pointer (RFC 6901)
     * @param detail what is wrong and what to do
     */
    public record Problem(String pointer, String detail) {}

    public OpeningDraft {
        quotas = List.copyOf(quotas);
    }

    /** An opening is announced a week before it opens, unless the operator says otherwise. */
    public static Instant announcedAWeekBefore(Instant opensAt) {
        return opensAt.minus(7, ChronoUnit.DAYS);
    }

    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        checkText("/title", title, problems);
        checkText("/movie", movie, problems);
        checkTimes(problems);
        checkQuotas(problems);
        return problems;
    }

    /** @throws IllegalArgumentException when the times contradict each other: ask {@link #problems()} first */
    public Window window() {
        return new Window(announcesAt, opensAt, closesAt);
    }

    private void checkTimes(List<Problem> problems) {
        for (var time : List.of(
                new Time("/announcesAt", announcesAt),
                new Time("/opensAt", opensAt),
                new Time("/closesAt", closesAt))) {
            if (time.at().isBefore(EARLIEST) || time.at().isAfter(LATEST)) {
                problems.add(new Problem(time.pointer(), "lies outside the years 2000 to 2100"));
            }
        }
        if (announcesAt.isAfter(opensAt)) {
            problems.add(new Problem("/announcesAt", "is after opensAt: announce an opening before it opens"));
        }
        if (!opensAt.isBefore(closesAt)) {
            problems.add(new Problem("/closesAt", "is not after opensAt: an opening must be open for some time"));
        }
    }

    private void checkQuotas(List<Problem> problems) {
        if (quotas.isEmpty() || quotas.size() > QUOTAS_MAX) {
            problems.add(new Problem("/quotas", "must hold 1 to " + QUOTAS_MAX + " quotas"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < quotas.size(); i++) {
            QuotaDraft quota = quotas.get(i);
            checkText("/quotas/" + i + "/name", quota.name(), problems);
            if (quota.size() < 1 || quota.size() > QUOTA_SIZE_MAX) {
                problems.add(new Problem("/quotas/" + i + "/size", "must be 1 to " + QUOTA_SIZE_MAX));
            }
            if (!names.add(quota.name())) {
                problems.add(new Problem("/quotas/" + i + "/name", "is the name of another quota too"));
            }
        }
    }

    private static void checkText(String pointer, String text, List<Problem> problems) {
        faultOf(text, TEXT_LENGTH_MAX).ifPresent(fault -> problems.add(new Problem(pointer, fault)));
    }

    /** What is wrong with a text that people read. */
    static Optional<String> faultOf(String text, int lengthMax) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > lengthMax) {
            return Optional.of("must be 1 to " + lengthMax + " characters, not all blank");
        } else if (!text.equals(text.strip()) || text.codePoints().anyMatch(OpeningDraft::isUnfit)) {
            return Optional.of(
                    "must not begin or end with a blank, or hold control characters or halves of characters");
        }
        return Optional.empty();
    }

    private static boolean isUnfit(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private record Time(String pointer, Instant at) {}
}
