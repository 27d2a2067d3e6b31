package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.testing.Sql;
import boxoffice.persistence.testing.TestOpenings;
import boxoffice.persistence.testing.TestOpenings.TestOpening;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Many members claim at once, on several instances, one in ten twice. Afterwards {@link #faults} tells everything that
 * breaks the promise: what was acknowledged against what is in the tables.
 */
final class Rush {

    private final Map<String, List<ClaimOutcome>> answers = new LinkedHashMap<>();

    Rush(List<Instance> instances, TestOpening opening, int members, long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, List<Future<ClaimOutcome>>> asked = new LinkedHashMap<>();
        for (int i = 0; i < members; i++) {
            String member = "m-" + i;
            for (int click = random.nextInt(10) == 0 ? 2 : 1; click > 0; click--) {
                Instance instance = instances.get(random.nextInt(instances.size()));
                QuotaChoice choice = new QuotaChoice.Named(
                        opening.quotas().get(random.nextInt(opening.quotas().size())));
                asked.computeIfAbsent(member, first -> new ArrayList<>())
                        .add(instance.ledger.claim(opening.id(), new MemberId(member), choice));
            }
        }
        for (Map.Entry<String, List<Future<ClaimOutcome>>> entry : asked.entrySet()) {
            List<ClaimOutcome> told = new ArrayList<>();
            for (Future<ClaimOutcome> future : entry.getValue()) {
                told.add(future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS));
            }
            answers.put(entry.getKey(), told);
        }
    }

    long count(Class<? extends ClaimOutcome> kind) {
        return answers.values().stream()
                .flatMap(List::stream)
                .filter(kind::isInstance)
                .count();
    }

    /** The tickets that members were told are theirs. */
    Map<String, List<Ticket>> acknowledged() {
        Map<String, List<Ticket>> acknowledged = new HashMap<>();
        answers.forEach((member, told) -> {
            List<Ticket> tickets = told.stream()
                    .map(Rush::ticket)
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            if (!tickets.isEmpty()) {
                acknowledged.put(member, tickets);
            }
        });
        return acknowledged;
    }

    List<String> faults(Sql sql, TestOpening opening) throws SQLException {
        List<String> faults = new ArrayList<>(new TestOpenings(sql).faults(opening.id()));
        Map<String, String> durable = sql
                .rows(
                        "SELECT member_id, quota_id, number FROM ticket WHERE opening_id = ?",
                        opening.id().value())
                .stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("member_id")),
                        row -> row.get("quota_id") + "/" + row.get("number"),
                        (one, other) -> one + " and " + other));
        for (Map.Entry<String, List<Ticket>> entry : acknowledged().entrySet()) {
            List<Ticket> tickets = entry.getValue();
            String told = tickets.get(0).quota() + "/" + tickets.get(0).number();
            if (tickets.size() > 1) {
                faults.add(entry.getKey() + " was told of two tickets");
            } else if (!told.equals(durable.get(entry.getKey()))) {
                faults.add(entry.getKey() + " was told " + told + ", stored is " + durable.get(entry.getKey()));
            }
        }
        answers.forEach((member, told) -> {
            boolean lastSaysSoldOut = told.stream().allMatch(ClaimOutcome.SoldOut.class::isInstance);
            if (lastSaysSoldOut && durable.containsKey(member)) {
                faults.add(member + " holds a ticket and was told sold out");
            }
            if (told.stream()
                    .anyMatch(o -> o instanceof ClaimOutcome.Deferred || o instanceof ClaimOutcome.Undetermined)) {
                faults.add(member + " got no answer");
            }
        });
        return faults;
    }

    private static List<Ticket> ticket(ClaimOutcome outcome) {
        if (outcome instanceof ClaimOutcome.Granted granted) {
            return List.of(granted.ticket());
        }
        return outcome instanceof ClaimOutcome.AlreadyHeld held ? List.of(held.ticket()) : List.of();
    }
}
