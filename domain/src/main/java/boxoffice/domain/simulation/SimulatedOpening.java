package boxoffice.domain.simulation;

import boxoffice.domain.claim.Allocation;
import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An opening with one quota whose ledger is a map. Some members click twice, some give their ticket back and somebody
 * else gets its number. The same seed gives the same story.
 */
final class SimulatedOpening {

    private static final Instant OPENS_AT = Instant.parse("2026-12-01T11:00:00Z");
    private static final OpeningId OPENING = new OpeningId(1);
    private static final int BATCH_MAX = 256;

    private final Window window =
            new Window(OPENS_AT.minus(Duration.ofDays(7)), OPENS_AT, OPENS_AT.plus(Duration.ofHours(1)));
    private final Random random;
    private final Quota quota;
    private final Map<MemberId, Ticket> ledger = new HashMap<>();
    private final List<Integer> freed = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int highestNumber;
    private int batches;
    private int givenBack;

    SimulatedOpening(int quotaSize, long seed) {
        random = new Random(seed);
        quota = new Quota(new QuotaId(1), "the showing", quotaSize);
    }

    /** Everybody claims; one in ten clicks twice; one in twenty holders gives the ticket back. */
    void rush(int members) {
        List<Claim> waiting = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            waiting.add(claim(i));
            if (random.nextInt(10) == 0) {
                waiting.add(claim(random.nextInt(i + 1)));
            }
            if (waiting.size() >= 1 + random.nextInt(BATCH_MAX)) {
                decide(waiting);
                waiting = new ArrayList<>();
            }
        }
        decide(waiting);
    }

    String report() {
        long numbers =
                ledger.values().stream().mapToInt(Ticket::number).distinct().count();
        boolean sound = ledger.size() <= quota.size() && numbers == ledger.size();
        return "quota %d, tickets held %d, numbers %d distinct, given back %d, batches %d%n"
                        .formatted(quota.size(), ledger.size(), numbers, givenBack, batches)
                + outcomes.entrySet().stream()
                        .map(entry -> "  %-12s %6d%n".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + (sound ? "sound: never more than the quota, never a number twice" : "NOT SOUND");
    }

    private Claim claim(int member) {
        return new Claim(
                new MemberId("m-" + member),
                new QuotaChoice.TheOnlyOne(),
                TicketKey.random(random),
                TicketSecret.random(random));
    }

    private void decide(List<Claim> claims) {
        batches++;
        Map<MemberId, HeldTicket> held = claims.stream()
                .map(Claim::member)
                .filter(ledger::containsKey)
                .distinct()
                .collect(Collectors.toMap(m -> m, m -> new HeldTicket(ledger.get(m))));
        Stock stock = new Stock(
                quota, ledger.size(), highestNumber, freed.stream().sorted().toList());
        Decision decision = Allocation.decide(claims, new LedgerFacts(OPENING, window, OPENS_AT, List.of(stock), held));
        for (Ticket ticket : decision.granted()) {
            ledger.put(ticket.member(), ticket);
        }
        decision.changes().forEach(change -> {
            highestNumber = change.highestNumber();
            freed.removeAll(change.reusedNumbers());
        });
        decision.outcomes().forEach(this::told);
    }

    private void told(ClaimOutcome outcome) {
        outcomes.merge(outcome.getClass().getSimpleName(), 1, Integer::sum);
        if (outcome instanceof ClaimOutcome.Granted granted && random.nextInt(20) == 0) {
            ledger.remove(granted.ticket().member());
            freed.add(granted.ticket().number());
            givenBack++;
        }
    }
}
