package boxoffice.load.report;

import boxoffice.load.audit.Books;
import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.Outcome;
import boxoffice.load.history.Waits;
import boxoffice.load.rush.RushResult;
import boxoffice.load.rush.RushSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The figures of a rush, each once, with its unit.
 *
 * @param outcomes how often each happened
 * @param member how long members waited for the answer that lasts
 * @param claim from when one claim request was due
 * @param read the same of reads
 * @param late by how much this client sent claims too late
 * @param lastTicketMillis after the opening; 0 where there was none
 * @param claimsPerSecond answered, from the first press to the last answer
 */
record Figures(
        RushSettings settings,
        String opening,
        int size,
        String books,
        String streams,
        double clockAheadMillis,
        Map<Outcome, Integer> outcomes,
        Waits member,
        Waits claim,
        Waits read,
        Waits late,
        double lastTicketMillis,
        double claimsPerSecond) {

    private static final double NANOS_PER_MILLI = 1e6;

    static Figures of(RushSettings settings, RushResult result, Books books) {
        History history = result.history();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        history.attempts().forEach(attempt -> outcomes.merge(attempt.outcome(), 1, Integer::sum));
        return new Figures(
                settings,
                result.opening().id(),
                books.quotas().values().stream().mapToInt(Books.QuotaBook::size).sum(),
                books.source(),
                result.streams().told(),
                result.clockAhead().toNanos() / NANOS_PER_MILLI,
                outcomes,
                Waits.ofMembers(history),
                Waits.ofClaims(history),
                Waits.ofReads(history),
                Waits.ofThisClient(history),
                lastEnd(history.claims().filter(is(Outcome.TICKET))),
                claimsPerSecond(history));
    }

    /** A row of the table. */
    record Row(String name, String value) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "opening",
                opening + ", " + size + " tickets, " + settings.crowd().members() + " members"));
        rows.add(new Row("a member's wait, with retries", waits(member)));
        rows.add(new Row("one claim, from when it was due", waits(claim)));
        rows.add(new Row("one read, from when it was due", waits(read)));
        rows.add(new Row("of which this client sent late", waits(late)));
        rows.add(new Row("last new ticket", String.format(Locale.ROOT, "%.0f ms after the opening", lastTicketMillis)));
        rows.add(new Row("answered claims", String.format(Locale.ROOT, "%.0f a second on average", claimsPerSecond)));
        outcomes.forEach((outcome, count) -> rows.add(new Row(outcome.label(), Integer.toString(count))));
        rows.add(new Row("streams", streams));
        rows.add(new Row("service's clock", String.format(Locale.ROOT, "%+.1f ms", clockAheadMillis)));
        rows.add(new Row("audited by", books));
        return rows;
    }

    private static String waits(Waits waits) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p90 %.1f, p99 %.1f, max %.1f",
                waits.percentileMillis(50),
                waits.percentileMillis(90),
                waits.percentileMillis(99),
                waits.maxMillis());
    }

    private static Predicate<Attempt> is(Outcome outcome) {
        return attempt -> attempt.outcome() == outcome;
    }

    private static double lastEnd(Stream<Attempt> attempts) {
        return attempts.mapToLong(Attempt::endedNanos).max().orElse(0) / NANOS_PER_MILLI;
    }

    private static double claimsPerSecond(History history) {
        List<Attempt> answered = history.claims().filter(Attempt::isAnswered).toList();
        long from = answered.stream().mapToLong(Attempt::sentNanos).min().orElse(0);
        long to = answered.stream().mapToLong(Attempt::endedNanos).max().orElse(0);
        return to <= from ? 0 : answered.size() * 1e9 / (to - from);
    }
}
