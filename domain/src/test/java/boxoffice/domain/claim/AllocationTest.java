package boxoffice.domain.claim;

import static boxoffice.domain.claim.Batches.OPENS_AT;
import static boxoffice.domain.claim.Batches.claim;
import static boxoffice.domain.claim.Batches.facts;
import static boxoffice.domain.claim.Batches.stock;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.ClaimOutcome.AlreadyHeld;
import boxoffice.domain.claim.ClaimOutcome.Closed;
import boxoffice.domain.claim.ClaimOutcome.Frozen;
import boxoffice.domain.claim.ClaimOutcome.Granted;
import boxoffice.domain.claim.ClaimOutcome.NoSuchOpening;
import boxoffice.domain.claim.ClaimOutcome.NoSuchQuota;
import boxoffice.domain.claim.ClaimOutcome.NotYetOpen;
import boxoffice.domain.claim.ClaimOutcome.SoldOut;
import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {

    @Test
    void grantsInTheOrderOfTheClaimsUntilTheQuotaIsUsedUp() {
        Decision decision =
                Allocation.decide(List.of(claim("a"), claim("b"), claim("c")), facts(OPENS_AT, stock(1, 2, 0, 0)));

        assertThat(decision.granted()).extracting(Ticket::number).containsExactly(1, 2);
        assertThat(decision.outcomes().get(0)).isInstanceOf(Granted.class);
        assertThat(decision.outcomes().get(1)).isInstanceOf(Granted.class);
        assertThat(decision.outcomes().get(2)).isInstanceOf(SoldOut.class);
        assertThat(decision.changes()).containsExactly(new StockChange(new QuotaId(1), 2, 2, List.of()));
    }

    @Test
    void refusesASecondTicketToTheSameMemberWithinABatchWhateverTheQuota() {
        Decision decision = Allocation.decide(
                List.of(claim("a", 1), claim("a", 2)), facts(OPENS_AT, stock(1, 5, 0, 0), stock(2, 5, 0, 0)));

        assertThat(decision.granted()).hasSize(1);
        assertThat(decision.outcomes().get(1))
                .isEqualTo(new AlreadyHeld(new HeldTicket(decision.granted().get(0))));
    }

    @Test
    void tellsAHolderSoEvenWhenSoldOutOrClosed() {
        Ticket mine = Allocation.decide(List.of(claim("a")), facts(OPENS_AT, stock(1, 1, 0, 0)))
                .granted()
                .get(0);
        LedgerFacts soldOut = facts(OPENS_AT, held(mine), stock(1, 1, 1, 1));
        LedgerFacts closed = facts(OPENS_AT.plus(Duration.ofDays(1)), held(mine), stock(1, 1, 1, 1));

        assertThat(Allocation.decide(List.of(claim("a")), soldOut).outcomes())
                .containsExactly(new AlreadyHeld(new HeldTicket(mine)));
        assertThat(Allocation.decide(List.of(claim("a")), closed).outcomes())
                .containsExactly(new AlreadyHeld(new HeldTicket(mine)));
    }

    @Test
    void recognisesItsOwnEarlierAttemptByTheKey() {
        Claim claim = claim("a");
        Ticket stored = Allocation.decide(List.of(claim), facts(OPENS_AT, stock(1, 5, 0, 0)))
                .granted()
                .get(0);

        Decision again = Allocation.decide(List.of(claim), facts(OPENS_AT, held(stored), stock(1, 5, 1, 1)));

        assertThat(again.outcomes()).containsExactly(new Granted(stored));
        assertThat(again.granted()).isEmpty();
    }

    @Test
    void issuesNumbersThatWereGivenBackBeforeFreshOnes() {
        Decision decision = Allocation.decide(
                List.of(claim("a"), claim("b"), claim("c")), facts(OPENS_AT, stock(1, 5, 2, 4, 1, 3)));

        assertThat(decision.granted()).extracting(Ticket::number).containsExactly(1, 3, 5);
        assertThat(decision.changes()).containsExactly(new StockChange(new QuotaId(1), 5, 5, List.of(1, 3)));
    }

    @Test
    void judgesTheInstantsOfTheWindowByTheGivenClock() {
        Duration tick = Duration.ofNanos(1_000);

        assertThat(outcomeAt(facts(OPENS_AT.minus(tick), stock(1, 1, 0, 0)))).isInstanceOf(NotYetOpen.class);
        assertThat(outcomeAt(facts(OPENS_AT, stock(1, 1, 0, 0)))).isInstanceOf(Granted.class);
        assertThat(outcomeAt(facts(Batches.CLOSES_AT.minus(tick), stock(1, 1, 0, 0))))
                .isInstanceOf(Granted.class);
        assertThat(outcomeAt(facts(Batches.CLOSES_AT, stock(1, 1, 0, 0)))).isInstanceOf(Closed.class);
        assertThat(outcomeAt(facts(Batches.ANNOUNCES_AT.minus(tick), stock(1, 1, 0, 0))))
                .isInstanceOf(NoSuchOpening.class);
    }

    @Test
    void grantsNothingWhileFrozenAndNeverSaysSoldOut() {
        LedgerFacts left = facts(OPENS_AT, stock(1, 5, 0, 0)).frozen();
        LedgerFacts noneLeft = facts(OPENS_AT, stock(1, 1, 1, 1)).frozen();

        Decision decision = Allocation.decide(List.of(claim("a"), claim("b")), left);

        assertThat(decision.outcomes()).containsExactly(new Frozen(), new Frozen());
        assertThat(decision.granted()).isEmpty();
        assertThat(decision.changes()).isEmpty();
        assertThat(outcomeAt(noneLeft)).isEqualTo(new Frozen());
        assertThat(Allocation.decide(List.of(claim("a", 3)), left).outcomes()).containsExactly(new Frozen());
    }

    @Test
    void tellsAHolderSoWhileFrozenAndWhoseClaimWasStoredThatItWas() {
        Claim claim = claim("a");
        Ticket mine = Allocation.decide(List.of(claim), facts(OPENS_AT, stock(1, 1, 0, 0)))
                .granted()
                .get(0);
        LedgerFacts holding = facts(OPENS_AT, held(mine), stock(1, 1, 1, 1)).frozen();
        LedgerFacts givenBack = new LedgerFacts(
                holding.opening(),
                holding.window(),
                holding.now(),
                holding.stocks(),
                Map.of(),
                Map.of(claim.key(), mine),
                true);

        assertThat(Allocation.decide(List.of(claim("a")), holding).outcomes())
                .containsExactly(new AlreadyHeld(new HeldTicket(mine)));
        assertThat(Allocation.decide(List.of(claim), holding).outcomes()).containsExactly(new Granted(mine));
        assertThat(Allocation.decide(List.of(claim), givenBack).outcomes()).containsExactly(new Granted(mine));
    }

    @Test
    void whatTheClockSaysIsTrueOfAFrozenOneToo() {
        Duration tick = Duration.ofNanos(1_000);

        assertThat(outcomeAt(facts(OPENS_AT.minus(tick), stock(1, 1, 0, 0)).frozen()))
                .isInstanceOf(NotYetOpen.class);
        assertThat(outcomeAt(facts(Batches.CLOSES_AT, stock(1, 1, 0, 0)).frozen()))
                .isInstanceOf(Closed.class);
        assertThat(outcomeAt(facts(Batches.ANNOUNCES_AT.minus(tick), stock(1, 1, 0, 0))
                        .frozen()))
                .isInstanceOf(NoSuchOpening.class);
    }

    @Test
    void asksBackWhenNoQuotaIsNamedAndThereAreSeveral() {
        LedgerFacts two = facts(OPENS_AT, stock(1, 5, 0, 0), stock(2, 5, 0, 0));

        assertThat(outcomeAt(two)).isInstanceOf(NoSuchQuota.class);
        assertThat(Allocation.decide(List.of(claim("a", 3)), two).outcomes().get(0))
                .isInstanceOf(NoSuchQuota.class);
    }

    @Test
    void keepsQuotasApart() {
        Decision decision = Allocation.decide(
                List.of(claim("a", 1), claim("b", 1), claim("c", 2)),
                facts(OPENS_AT, stock(1, 1, 0, 0), stock(2, 9, 4, 4)));

        assertThat(decision.outcomes().get(1)).isInstanceOf(SoldOut.class);
        assertThat(decision.changes())
                .containsExactly(
                        new StockChange(new QuotaId(1), 1, 1, List.of()),
                        new StockChange(new QuotaId(2), 5, 5, List.of()));
    }

    private static Map<MemberId, HeldTicket> held(Ticket ticket) {
        return Map.of(ticket.member(), new HeldTicket(ticket));
    }

    private static ClaimOutcome outcomeAt(LedgerFacts facts) {
        return Allocation.decide(List.of(claim("a")), facts).outcomes().get(0);
    }
}
