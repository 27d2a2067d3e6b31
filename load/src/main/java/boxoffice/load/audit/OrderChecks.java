package boxoffice.load.audit;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.TicketTold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * First come, first served, as far as the outside can see: who was told of a ticket before another one asked has the
 * smaller number. Only without give-backs, since their numbers are issued again.
 */
final class OrderChecks {

    static final String ORDER = "Who was served before another asked has the smaller number";

    private OrderChecks() {}

    static List<Check> of(History history, Books books) {
        if (history.hasGiveBacks() || books.returned() > 0) {
            return List.of(Check.skipped(ORDER, "numbers of tickets that were given back are issued again"));
        }
        Map<String, List<Served>> byQuota = new HashMap<>();
        served(history).values().forEach(each -> byQuota.computeIfAbsent(
                        each.ticket().quota(), quota -> new ArrayList<>())
                .add(each));
        List<String> violations = new ArrayList<>();
        byQuota.values().forEach(quota -> sweep(quota, violations));
        return List.of(Check.none(
                ORDER,
                violations,
                byQuota.values().stream().mapToInt(List::size).sum() + " members in order"));
    }

    /** By the time they asked: the highest number of those told by then must be smaller. */
    private static void sweep(List<Served> served, List<String> violations) {
        List<Served> byAsked = served.stream()
                .sorted(Comparator.comparingLong(Served::askedNanos))
                .toList();
        List<Served> byTold = served.stream()
                .sorted(Comparator.comparingLong(Served::toldNanos))
                .toList();
        int told = 0;
        int highest = 0;
        for (Served each : byAsked) {
            while (told < byTold.size() && byTold.get(told).toldNanos() < each.askedNanos()) {
                highest = Math.max(highest, byTold.get(told++).ticket().number());
            }
            if (each.ticket().number() < highest) {
                violations.add(each.ticket().member() + " has no. "
                        + each.ticket().number() + " and asked after no. " + highest + " was told");
            }
        }
    }

    private static Map<String, Served> served(History history) {
        Map<String, Long> asked = new HashMap<>();
        history.claims().forEach(claim -> asked.merge(claim.member(), claim.sentNanos(), Math::min));
        Map<String, Served> served = new HashMap<>();
        history.claims().filter(Attempt::isAcknowledged).forEach(claim -> {
            TicketTold ticket = claim.ticket();
            if (ticket != null) {
                served.merge(
                        claim.member(),
                        new Served(ticket, asked.getOrDefault(claim.member(), claim.sentNanos()), claim.endedNanos()),
                        (one, other) -> one.toldNanos() <= other.toldNanos() ? one : other);
            }
        });
        return served;
    }

    /** A member with a ticket: when it was first asked for, and first told. */
    private record Served(TicketTold ticket, long askedNanos, long toldNanos) {}
}
