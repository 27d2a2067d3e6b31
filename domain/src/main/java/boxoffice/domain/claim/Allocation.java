package boxoffice.domain.claim;

import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule: who of a batch gets a ticket, and which number. First come, first served, in the order of the claims; one
 * ticket for a member and opening, whatever the quota; never a number above the quota's size. Numbers that were given
 * back go first. Nobody gets one of an opening that is frozen, and nobody is told of it that it is sold out: whether
 * its books are right is what is being looked into.
 *
 * <p>A pure function, and one of two independent guards: the tables' unique keys and checks alone make overselling
 * impossible too.
 */
public final class Allocation {

    private Allocation() {}

    public static Decision decide(List<Claim> claims, LedgerFacts facts) {
        Window window = facts.window();
        if (!window.isAnnouncedAt(facts.now())) {
            return nobody(claims, new ClaimOutcome.NoSuchOpening());
        }
        Batch batch = new Batch(facts);
        List<ClaimOutcome> outcomes = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            outcomes.add(batch.decide(claim));
        }
        return new Decision(outcomes, batch.granted, batch.changes());
    }

    private static Decision nobody(List<Claim> claims, ClaimOutcome outcome) {
        return new Decision(claims.stream().map(claim -> outcome).toList(), List.of(), List.of());
    }

    /** The state of one batch while its claims are gone through. */
    private static final class Batch {

        private final LedgerFacts facts;
        private final Map<MemberId, HeldTicket> held;
        private final Map<QuotaId, Shelf> shelves = new LinkedHashMap<>();
        private final List<Ticket> granted = new ArrayList<>();

        Batch(LedgerFacts facts) {
            this.facts = facts;
            this.held = new HashMap<>(facts.held());
            facts.stocks().forEach(stock -> shelves.put(stock.quota().id(), new Shelf(stock)));
        }

        /** A holder is told so in every phase: that is true for ever, also after the end. */
        ClaimOutcome decide(Claim claim) {
            HeldTicket mine = held.get(claim.member());
            if (mine != null) {
                // Our own key: an earlier attempt of this very claim was stored although its answer was lost.
                return mine.ticket().id().key().equals(claim.key())
                        ? new ClaimOutcome.Granted(mine.ticket())
                        : new ClaimOutcome.AlreadyHeld(mine);
            }
            Ticket returned = facts.returned().get(claim.key());
            if (returned != null) {
                // This claim was granted, and its ticket given back, before it was answered: it is not granted twice.
                return new ClaimOutcome.Granted(returned);
            }
            if (facts.window().hasClosedAt(facts.now())) {
                return new ClaimOutcome.Closed(facts.window().closesAt());
            }
            if (!facts.window().hasOpenedAt(facts.now())) {
                return new ClaimOutcome.NotYetOpen(facts.window().opensAt(), facts.now());
            }
            if (facts.isFrozen()) {
                return new ClaimOutcome.Frozen();
            }
            return grant(claim);
        }

        private ClaimOutcome grant(Claim claim) {
            Shelf shelf = chosen(claim.choice());
            if (shelf == null) {
                return new ClaimOutcome.NoSuchQuota(
                        facts.stocks().stream().map(Stock::quota).toList());
            }
            if (shelf.isEmpty()) {
                return new ClaimOutcome.SoldOut(shelf.quota);
            }
            Ticket ticket = claim.ticket(facts.opening(), shelf.quota.id(), shelf.take(), facts.now());
            held.put(claim.member(), new HeldTicket(ticket));
            granted.add(ticket);
            return new ClaimOutcome.Granted(ticket);
        }

        private Shelf chosen(QuotaChoice choice) {
            if (choice instanceof QuotaChoice.Named named) {
                return shelves.get(named.quota());
            }
            return shelves.size() == 1 ? shelves.values().iterator().next() : null;
        }

        List<StockChange> changes() {
            return shelves.values().stream().flatMap(Shelf::change).toList();
        }
    }

    /** The numbers of one quota that can still be taken. */
    private static final class Shelf {

        private final Quota quota;
        private final ArrayDeque<Integer> freed;
        private final List<Integer> reused = new ArrayList<>();
        private final int issuedBefore;
        private int issued;
        private int highestNumber;

        Shelf(Stock stock) {
            quota = stock.quota();
            freed = stock.freedNumbers().stream()
                    .filter(number -> number <= stock.quota().size())
                    .collect(Collectors.toCollection(ArrayDeque::new));
            issued = issuedBefore = stock.issued();
            highestNumber = stock.highestNumber();
        }

        boolean isEmpty() {
            return issued >= quota.size() || (freed.isEmpty() && highestNumber >= quota.size());
        }

        int take() {
            issued++;
            Integer number = freed.poll();
            if (number == null) {
                return ++highestNumber;
            }
            reused.add(number);
            return number;
        }

        Stream<StockChange> change() {
            return issued == issuedBefore
                    ? Stream.empty()
                    : Stream.of(new StockChange(quota.id(), issued, highestNumber, List.copyOf(reused)));
        }
    }
}
