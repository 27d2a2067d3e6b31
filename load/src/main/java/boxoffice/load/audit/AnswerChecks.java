package boxoffice.load.audit;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks of what members were told, without looking at what is stored. */
final class AnswerChecks {

    static final String ANSWERED = "Every request was answered";
    static final String STATUSES = "Nobody was told anything but a ticket, a refusal or \"later\"";
    static final String LASTING = "Every member got an answer that lasts";
    static final String ONE_NEW = "Nobody was given a second new ticket while holding one";
    static final String FALSE_SOLD_OUT = "Nobody who held a ticket was told \"sold out\"";

    private static final Set<Integer> CLAIM_STATUSES = Set.of(200, 201, 409, 410, 429, 503);
    private static final Set<Integer> GIVE_BACK_STATUSES = Set.of(204, 429, 503);
    private static final Set<Integer> READ_STATUSES = Set.of(200, 429, 503);

    private AnswerChecks() {}

    static List<Check> of(History history) {
        return List.of(answered(history), statuses(history), lasting(history), oneNew(history), falseSoldOut(history));
    }

    private static Check answered(History history) {
        return Check.none(
                ANSWERED,
                history.attempts().stream()
                        .filter(attempt -> !attempt.isAnswered())
                        .map(attempt -> attempt.member() + " " + attempt.act() + ": " + attempt.problem())
                        .toList(),
                history.attempts().size() + " requests");
    }

    private static Check statuses(History history) {
        Map<Integer, Long> seen = history.attempts().stream()
                .filter(Attempt::isAnswered)
                .collect(Collectors.groupingBy(Attempt::status, TreeMap::new, Collectors.counting()));
        return Check.none(
                STATUSES,
                history.attempts().stream()
                        .filter(attempt -> attempt.isAnswered() && !allows(attempt))
                        .map(attempt -> attempt.member() + " " + attempt.act() + ": " + attempt.status() + " "
                                + attempt.problem())
                        .toList(),
                seen.toString());
    }

    private static boolean allows(Attempt attempt) {
        return switch (attempt.act()) {
            case CLAIM, CLAIM_AGAIN ->
                CLAIM_STATUSES.contains(attempt.status()) && (attempt.status() > 201 || attempt.isAcknowledged());
            case GIVE_BACK -> GIVE_BACK_STATUSES.contains(attempt.status());
            case BROWSE, LOOK_AT_TICKETS, RELOAD -> READ_STATUSES.contains(attempt.status());
        };
    }

    private static Check lasting(History history) {
        List<Attempt> last = history.claims().filter(Attempt::last).toList();
        return Check.none(
                LASTING,
                last.stream()
                        .filter(attempt -> !attempt.isAcknowledged() && !attempt.isSoldOut() && attempt.status() != 410)
                        .map(attempt -> attempt.member() + ": " + attempt.status() + " " + attempt.problem())
                        .toList(),
                last.size() + " presses of the button");
    }

    private static Check oneNew(History history) {
        Map<String, Integer> allowed = new HashMap<>();
        history.giveBacks().forEach(attempt -> allowed.merge(attempt.member(), 1, Integer::sum));
        Map<String, Long> created = history.claims()
                .filter(attempt -> attempt.status() == 201)
                .collect(Collectors.groupingBy(Attempt::member, Collectors.counting()));
        return Check.none(
                ONE_NEW,
                created.entrySet().stream()
                        .filter(entry -> entry.getValue() > 1 + allowed.getOrDefault(entry.getKey(), 0))
                        .map(entry -> entry.getKey() + " got " + entry.getValue())
                        .toList(),
                created.size() + " members with a new ticket");
    }

    /**
     * Without give-backs "sold out" is final; with them it is false where it came between the ticket and its return.
     */
    private static Check falseSoldOut(History history) {
        boolean mayReturn = history.hasGiveBacks();
        Map<String, Long> heldSince =
                earliest(history.claims().filter(Attempt::isAcknowledged).toList(), true);
        Map<String, Long> returnedFrom = earliest(history.giveBacks().toList(), false);
        List<Attempt> soldOut = history.claims().filter(Attempt::isSoldOut).toList();
        return Check.none(
                FALSE_SOLD_OUT,
                soldOut.stream()
                        .filter(attempt -> heldSince.containsKey(attempt.member()))
                        .filter(attempt -> !mayReturn || isBetween(attempt, heldSince, returnedFrom))
                        .map(Attempt::member)
                        .toList(),
                soldOut.size() + " times \"sold out\"");
    }

    private static boolean isBetween(Attempt attempt, Map<String, Long> heldSince, Map<String, Long> returnedFrom) {
        return heldSince.getOrDefault(attempt.member(), Long.MAX_VALUE) < attempt.sentNanos()
                && attempt.endedNanos() < returnedFrom.getOrDefault(attempt.member(), Long.MAX_VALUE);
    }

    private static Map<String, Long> earliest(List<Attempt> attempts, boolean ended) {
        return attempts.stream()
                .collect(Collectors.toMap(
                        Attempt::member, each -> ended ? each.endedNanos() : each.sentNanos(), Math::min));
    }
}
