package boxoffice.persistence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.faults.Breach.Promise;
import boxoffice.persistence.faults.Stored.QuotaRow;
import boxoffice.persistence.faults.Stored.TicketRow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds each kind of breach, and nothing where nothing is wrong. */
class CheckerTest {

    private static final Answer SOLD_OUT = new Answer.Refused(Answer.Reason.SOLD_OUT);

    private final History history = new History();

    @Test
    void findsNothingInAGoodHistory() {
        told("a", 1, 3, ticket(1));
        told("b", 2, 5, ticket(2));
        told("a", 4, 6, ticket(1));
        told("c", 5, 7, SOLD_OUT);
        told("d", 1, 2, new Answer.Refused(Answer.Reason.NOT_YET_OPEN));
        told("d", 6, 8, SOLD_OUT);

        assertThat(breaches(2, row("a", 1), row("b", 2))).isEmpty();
    }

    @Test
    void findsAnAcknowledgedTicketThatIsNotThere() {
        told("a", 1, 2, ticket(1));

        assertThat(breaches(0)).containsExactly(Promise.LOST);
    }

    @Test
    void findsAnAcknowledgedNumberThatIsAnother() {
        told("a", 1, 2, ticket(2));

        assertThat(breaches(1, row("a", 1))).containsExactly(Promise.LOST);
    }

    @Test
    void findsMoreTicketsThanTheQuota() {
        assertThat(breaches(4, row("a", 1), row("b", 2), row("c", 3), row("d", 4)))
                .containsExactly(Promise.OVERSOLD);
    }

    @Test
    void findsACounterThatDiffersAndAGap() {
        assertThat(breaches(1)).containsExactly(Promise.MISCOUNTED);
        assertThat(breaches(2, row("a", 1), row("b", 3))).containsExactly(Promise.MISCOUNTED);
        assertThat(breaches(2, row("a", 1), row("b", 1))).containsExactly(Promise.MISCOUNTED);
    }

    @Test
    void findsAMemberWithTwo() {
        assertThat(breaches(2, row("a", 1), row("a", 2))).containsExactly(Promise.TWICE);
    }

    @Test
    void findsAMemberWhoWasToldTwoNumbers() {
        told("a", 1, 2, ticket(1));
        told("a", 3, 4, ticket(2));

        assertThat(breaches(1, row("a", 1))).containsExactlyInAnyOrder(Promise.TWICE, Promise.LOST);
    }

    @Test
    void findsAHolderWhoWasToldSoldOut() {
        told("a", 1, 2, SOLD_OUT);

        assertThat(breaches(1, row("a", 1))).containsExactly(Promise.HOLDER_REFUSED);
    }

    @Test
    void findsATicketOfWhomNothingWasSaidToBeStored() {
        told("a", 1, 2, new Answer.Later(false));
        told("b", 1, 2, new Answer.Later(true));

        assertThat(breaches(2, row("a", 1), row("b", 2))).containsExactly(Promise.HOLDER_REFUSED);
    }

    @Test
    void findsNotOpenAfterOthersGotTickets() {
        told("a", 1, 2, ticket(1));
        told("b", 3, 4, new Answer.Refused(Answer.Reason.NOT_YET_OPEN));

        assertThat(breaches(1, row("a", 1))).containsExactly(Promise.HOLDER_REFUSED);
    }

    @Test
    void findsAHigherNumberThatWasAnsweredBeforeALowerOneWasAskedFor() {
        told("a", 1, 2, ticket(2));
        told("b", 3, 4, ticket(1));

        assertThat(breaches(2, row("a", 2), row("b", 1))).containsExactly(Promise.DISORDER);
    }

    @Test
    void findsATicketForWhoAskedAfterTheEnd() {
        told("a", 1, 2, SOLD_OUT);
        told("b", 3, 4, ticket(1));

        assertThat(breaches(1, row("b", 1))).containsExactly(Promise.DISORDER);
    }

    @Test
    void findsAClaimThatWasNotAnsweredOrTooLate() {
        History.Call unused = history.sent("a", 1);
        told("b", 1, 20, SOLD_OUT);

        assertThat(breaches(0)).containsExactly(Promise.UNANSWERED, Promise.UNANSWERED);
    }

    @Test
    void findsAForbiddenFailure() {
        told("a", 1, 2, new Answer.Forbidden("500"));

        assertThat(breaches(0)).containsExactly(Promise.FORBIDDEN);
    }

    private static Answer ticket(int number) {
        return new Answer.Ticket("1", number);
    }

    private static TicketRow row(String member, int number) {
        return new TicketRow(member, "1", number);
    }

    private void told(String member, long sent, long answered, Answer answer) {
        history.sent(member, sent).answered(answer, answered);
    }

    private List<Promise> breaches(int issued, TicketRow... tickets) {
        Stored stored = new Stored(List.of(new QuotaRow("1", 3, issued, issued)), List.of(tickets));
        return Checker.breaches(history, stored, Duration.ofNanos(10)).stream()
                .map(Breach::promise)
                .toList();
    }
}
