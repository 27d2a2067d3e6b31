package boxoffice.domain.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Holds the rule against the promise over a million random batches; a failure names its seed. */
class AllocationPropertyTest {

    private static final int STORIES = 50_000;
    private static final int BATCHES_PER_STORY = 20;

    @Test
    void neverBreaksThePromiseInAMillionRandomBatches() {
        assertThat(brokenStories(Allocation::decide, STORIES)).isEmpty();
    }

    @Test
    void theCheckerCatchesARuleThatForgetsTheQuota() {
        assertThat(brokenStories((claims, facts) -> Allocation.decide(claims, withQuotasOneLarger(facts)), 200))
                .isNotEmpty();
    }

    @Test
    void theCheckerCatchesARuleThatForgetsTheHolders() {
        assertThat(brokenStories((claims, facts) -> Allocation.decide(claims, withoutHolders(facts)), 200))
                .isNotEmpty();
    }

    @Test
    void theCheckerCatchesARuleThatRefusesTheLastTicket() {
        assertThat(brokenStories((claims, facts) -> Allocation.decide(claims, withQuotasOneSmaller(facts)), 200))
                .isNotEmpty();
    }

    private static List<String> brokenStories(BiFunction<List<Claim>, LedgerFacts, Decision> rule, int stories) {
        List<String> broken = new ArrayList<>();
        for (long seed = 1; seed <= stories; seed++) {
            try {
                new Story(seed, rule).play();
            } catch (AssertionError breach) {
                broken.add("seed " + seed + ": " + breach.getMessage());
            }
        }
        return broken;
    }

    private static LedgerFacts withQuotasOneLarger(LedgerFacts facts) {
        return withQuotasChanged(facts, 1);
    }

    private static LedgerFacts withQuotasOneSmaller(LedgerFacts facts) {
        return withQuotasChanged(facts, -1);
    }

    private static LedgerFacts withQuotasChanged(LedgerFacts facts, int by) {
        List<Stock> stocks = facts.stocks().stream()
                .map(s -> new Stock(
                        new Quota(s.quota().id(), s.quota().name(), s.quota().size() + by),
                        s.issued(),
                        s.highestNumber(),
                        s.freedNumbers()))
                .toList();
        return new LedgerFacts(facts.opening(), facts.window(), facts.now(), stocks, facts.held());
    }

    private static LedgerFacts withoutHolders(LedgerFacts facts) {
        return new LedgerFacts(facts.opening(), facts.window(), facts.now(), facts.stocks(), Map.of());
    }

    /** A random opening: a few quotas, members who claim, claim again and give back. */
    private static final class Story {

        private final SplittableRandom random;
        private final BiFunction<List<Claim>, LedgerFacts, Decision> rule;
        private final List<Quota> quotas = new ArrayList<>();
        private final Map<QuotaId, TreeSet<Integer>> freed = new HashMap<>();
        private final Map<QuotaId, Integer> highest = new HashMap<>();
        private final Map<MemberId, Ticket> ledger = new HashMap<>();
        private final int members;

        Story(long seed, BiFunction<List<Claim>, LedgerFacts, Decision> rule) {
            this.random = new SplittableRandom(seed);
            this.rule = rule;
            this.members = 1 + random.nextInt(40);
            for (int i = 0; i <= random.nextInt(3); i++) {
                Quota quota = new Quota(new QuotaId(i + 1), "q" + i, 1 + random.nextInt(12));
                quotas.add(quota);
                freed.put(quota.id(), new TreeSet<>());
                highest.put(quota.id(), 0);
            }
        }

        void play() {
            for (int batch = 0; batch < BATCHES_PER_STORY; batch++) {
                claimABatch();
                giveSomeBack();
            }
        }

        private void claimABatch() {
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(12); i++) {
                claims.add(new Claim(
                        new MemberId("m" + random.nextInt(members)),
                        new QuotaChoice.Named(
                                quotas.get(random.nextInt(quotas.size())).id()),
                        TicketKey.random(random),
                        TicketSecret.random(random)));
            }
            LedgerFacts facts = factsFor(claims);
            Decision decision = rule.apply(claims, facts);
            check(claims, facts, decision);
        }

        private LedgerFacts factsFor(List<Claim> claims) {
            Map<MemberId, HeldTicket> held = new HashMap<>();
            claims.forEach(c -> {
                if (ledger.containsKey(c.member())) {
                    held.put(c.member(), new HeldTicket(ledger.get(c.member())));
                }
            });
            Stock[] stocks = quotas.stream()
                    .map(q -> new Stock(q, issued(q.id()), highest.get(q.id()), List.copyOf(freed.get(q.id()))))
                    .toArray(Stock[]::new);
            return Batches.facts(Batches.OPENS_AT, held, stocks);
        }

        private int issued(QuotaId quota) {
            return (int) ledger.values().stream()
                    .filter(t -> t.quota().equals(quota))
                    .count();
        }

        private void check(List<Claim> claims, LedgerFacts facts, Decision decision) {
            ensure(decision.outcomes().size() == claims.size(), "an answer for every claim");
            for (Ticket ticket : decision.granted()) {
                ensure(!ledger.containsKey(ticket.member()), "one ticket for a member");
                ensure(
                        ledger.values().stream()
                                .noneMatch(t -> t.quota().equals(ticket.quota()) && t.number() == ticket.number()),
                        "no number twice");
                ledger.put(ticket.member(), ticket);
            }
            for (StockChange change : decision.changes()) {
                highest.put(change.quota(), change.highestNumber());
                freed.get(change.quota()).removeAll(change.reusedNumbers());
            }
            for (Quota quota : quotas) {
                checkStock(quota, decision);
            }
            for (int i = 0; i < claims.size(); i++) {
                checkAnswer(claims.get(i), decision.outcomes().get(i), facts);
            }
        }

        private void checkStock(Quota quota, Decision decision) {
            int issued = issued(quota.id());
            ensure(issued <= quota.size(), "never more than the quota");
            ensure(
                    ledger.values().stream()
                            .filter(t -> t.quota().equals(quota.id()))
                            .allMatch(t -> t.number() >= 1 && t.number() <= quota.size()),
                    "numbers from 1 to the size");
            ensure(highest.get(quota.id()) - freed.get(quota.id()).size() == issued, "no gap in the numbers");
            decision.changes().stream()
                    .filter(c -> c.quota().equals(quota.id()))
                    .forEach(c -> ensure(c.issued() == issued, "counter equals rows"));
        }

        private void checkAnswer(Claim claim, ClaimOutcome outcome, LedgerFacts facts) {
            Ticket mine = ledger.get(claim.member());
            if (outcome instanceof ClaimOutcome.Granted granted) {
                ensure(granted.ticket().equals(mine) && mine.id().key().equals(claim.key()), "granted is mine");
            } else if (outcome instanceof ClaimOutcome.AlreadyHeld held) {
                ensure(held.ticket().equals(mine), "held is mine");
            } else if (outcome instanceof ClaimOutcome.SoldOut soldOut) {
                ensure(mine == null || !facts.held().containsKey(claim.member()), "no holder is told sold out");
                ensure(issued(soldOut.quota().id()) == quotaOf(soldOut).size(), "sold out is true");
            } else {
                throw new AssertionError("unexpected " + outcome);
            }
        }

        private Quota quotaOf(ClaimOutcome.SoldOut soldOut) {
            return quotas.stream()
                    .filter(q -> q.id().equals(soldOut.quota().id()))
                    .findAny()
                    .orElseThrow();
        }

        private void giveSomeBack() {
            List<Ticket> tickets = List.copyOf(ledger.values());
            for (Ticket ticket : tickets) {
                if (random.nextInt(10) == 0) {
                    ledger.remove(ticket.member());
                    freed.get(ticket.quota()).add(ticket.number());
                }
            }
        }

        private static void ensure(boolean holds, String promise) {
            if (!holds) {
                throw new AssertionError("broken: " + promise);
            }
        }
    }
}
