package boxoffice.load.audit;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.TicketTold;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks of what is stored, and of what was told against it. */
final class BookChecks {

    static final String KEPT = "Every acknowledged ticket is stored, unless it was given back";
    static final String RETURNED = "No ticket that was given back is still held";
    static final String QUOTA = "No more tickets than the quota";
    static final String COUNTER = "The counter is the number of tickets";
    static final String NUMBERS = "Numbers are distinct, from 1 to the size";
    static final String ONE_EACH = "One ticket for each member";
    static final String NONE_LEFT = "Nobody went away empty while tickets were left";

    private BookChecks() {}

    static List<Check> of(History history, Books books) {
        return List.of(
                kept(history, books),
                returned(history, books),
                quota(books),
                counter(books),
                numbers(books),
                oneEach(books),
                noneLeft(history, books));
    }

    private static Check kept(History history, Books books) {
        Set<String> givenBack = ids(history.giveBacks().toList());
        Set<TicketTold> stored = new HashSet<>(books.tickets());
        List<TicketTold> told = acknowledged(history);
        return Check.none(
                KEPT,
                told.stream()
                        .filter(ticket -> !stored.contains(ticket) && !givenBack.contains(ticket.id()))
                        .map(BookChecks::shown)
                        .toList(),
                told.size() + " acknowledged, " + givenBack.size() + " given back");
    }

    private static Check returned(History history, Books books) {
        Set<String> done = ids(
                history.giveBacks().filter(attempt -> attempt.status() == 204).toList());
        return Check.none(
                RETURNED,
                books.tickets().stream()
                        .filter(ticket -> done.contains(ticket.id()))
                        .map(BookChecks::shown)
                        .toList(),
                done.size() + " given back");
    }

    private static Check quota(Books books) {
        Map<String, Long> rows = rowsByQuota(books);
        return Check.none(
                QUOTA,
                books.quotas().entrySet().stream()
                        .filter(quota -> Math.max(quota.getValue().issued(), rows.getOrDefault(quota.getKey(), 0L))
                                > quota.getValue().size())
                        .map(quota -> "quota " + quota.getKey() + " of "
                                + quota.getValue().size() + " has "
                                + rows.getOrDefault(quota.getKey(), 0L) + " tickets, its counter says "
                                + quota.getValue().issued())
                        .toList(),
                books.tickets().size() + " tickets of " + books.size());
    }

    private static Check counter(Books books) {
        if (!books.complete()) {
            return Check.skipped(COUNTER, "others may hold tickets of this opening, whom HTTP does not show");
        }
        Map<String, Long> rows = rowsByQuota(books);
        return Check.none(
                COUNTER,
                books.quotas().entrySet().stream()
                        .filter(quota -> quota.getValue().issued() != rows.getOrDefault(quota.getKey(), 0L))
                        .map(quota -> "quota " + quota.getKey() + " counts "
                                + quota.getValue().issued() + " and has "
                                + rows.getOrDefault(quota.getKey(), 0L))
                        .toList(),
                books.issued() + " counted, " + books.tickets().size() + " stored");
    }

    private static Check numbers(Books books) {
        Set<String> seen = new HashSet<>();
        return Check.none(
                NUMBERS,
                books.tickets().stream()
                        .filter(ticket -> !seen.add(ticket.quota() + "/" + ticket.number())
                                || ticket.number() < 1
                                || ticket.number() > sizeOf(ticket.quota(), books))
                        .map(BookChecks::shown)
                        .toList(),
                "highest "
                        + books.tickets().stream()
                                .mapToInt(TicketTold::number)
                                .max()
                                .orElse(0));
    }

    private static Check oneEach(Books books) {
        Set<String> members = new HashSet<>();
        return Check.none(
                ONE_EACH,
                books.tickets().stream()
                        .filter(ticket -> !members.add(ticket.member()))
                        .map(BookChecks::shown)
                        .toList(),
                members.size() + " members");
    }

    private static Check noneLeft(History history, Books books) {
        if (history.hasGiveBacks()) {
            return Check.skipped(NONE_LEFT, "tickets were given back meanwhile");
        }
        long empty = history.claims().filter(Attempt::isSoldOut).count();
        boolean left = books.issued() < books.size() && books.quotas().size() == 1;
        return Check.of(
                NONE_LEFT,
                empty == 0 || !left,
                empty + " refusals, " + (books.size() - books.issued()) + " tickets left");
    }

    private static int sizeOf(String quota, Books books) {
        Books.QuotaBook book = books.quotas().get(quota);
        return book == null ? 0 : book.size();
    }

    private static Map<String, Long> rowsByQuota(Books books) {
        return books.tickets().stream().collect(Collectors.groupingBy(TicketTold::quota, Collectors.counting()));
    }

    private static List<TicketTold> acknowledged(History history) {
        return history.claims()
                .filter(Attempt::isAcknowledged)
                .flatMap(BookChecks::ticket)
                .distinct()
                .toList();
    }

    private static Set<String> ids(Collection<Attempt> attempts) {
        return attempts.stream().flatMap(BookChecks::ticket).map(TicketTold::id).collect(Collectors.toSet());
    }

    private static Stream<TicketTold> ticket(Attempt attempt) {
        return Stream.ofNullable(attempt.ticket());
    }

    private static String shown(TicketTold ticket) {
        return ticket.member() + " no. " + ticket.number() + " (" + ticket.id() + ")";
    }
}
