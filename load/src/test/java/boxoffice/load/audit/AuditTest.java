package boxoffice.load.audit;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.load.plan.Act;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For every check a story that breaks it, so that each is known to be able to fail. */
class AuditTest {

    private final Story story = Story.honest();

    @Test
    void anHonestRushPasses() {
        assertThat(story.broken()).isEmpty();
        assertThat(story.audit(Limits.none()).isPassed()).isTrue();
    }

    @Test
    void noticesARequestWithoutAnAnswer() {
        story.attempts.add(Story.attempt("d", Act.RELOAD, 1, 2, 0, "closed by the service", null, true));

        assertThat(story.broken()).containsExactly(AnswerChecks.ANSWERED);
    }

    @Test
    void noticesAStatusThatTellsAMemberNothing() {
        story.attempts.add(Story.attempt("d", Act.RELOAD, 1, 2, 500, "internal", null, true));

        assertThat(story.broken()).containsExactly(AnswerChecks.STATUSES);
    }

    @Test
    void noticesAnAcknowledgementWithoutATicket() {
        story.attempts.add(Story.attempt("d", Act.CLAIM, 62, 72, 201, "", null, false));

        assertThat(story.broken()).containsExactly(AnswerChecks.STATUSES);
    }

    @Test
    void noticesAMemberWhoWasToldLaterToTheEnd() {
        story.claimed("f", 62, 72, 503, "busy", null);

        assertThat(story.broken()).containsExactly(AnswerChecks.LASTING);
    }

    @Test
    void laterIsNoHarmWhereAnAnswerFollows() {
        story.attempts.add(Story.attempt("d", Act.CLAIM, 55, 56, 503, "busy", null, false));

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void noticesASecondNewTicketForAMember() {
        story.claimed("a", 11, 12, 201, "", Story.ticket("a", 1));

        assertThat(story.broken()).containsExactly(AnswerChecks.ONE_NEW);
    }

    @Test
    void aSecondNewTicketIsRightAfterTheFirstWasGivenBack() {
        story.gaveBack("a", 1, 80, 90);
        story.granted("a", 1, 100, 110);
        story.issued++;

        assertThat(story.broken()).doesNotContain(AnswerChecks.ONE_NEW);
    }

    @Test
    void noticesAHolderWhoIsToldSoldOut() {
        story.claimed("a", 61, 71, 409, "sold-out", null);

        assertThat(story.broken()).containsExactly(AnswerChecks.FALSE_SOLD_OUT);
    }

    @Test
    void noticesAHolderWhoIsToldSoldOutBeforeGivingBack() {
        story.claimed("a", 61, 71, 409, "sold-out", null);
        story.gaveBack("a", 1, 80, 90);

        assertThat(story.broken()).containsExactly(AnswerChecks.FALSE_SOLD_OUT);
    }

    @Test
    void soldOutIsTrueAfterGivingBack() {
        story.gaveBack("a", 1, 80, 90);
        story.claimed("a", 100, 110, 409, "sold-out", null);

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void noticesAnAcknowledgedTicketThatIsLost() {
        story.rows.remove(Story.ticket("b", 2));
        story.issued--;

        assertThat(story.broken()).containsExactly(BookChecks.KEPT, BookChecks.NONE_LEFT);
    }

    @Test
    void noticesAnAcknowledgedTicketThatIsStoredWithAnotherNumber() {
        story.rows.remove(Story.ticket("c", 3));
        story.rows.add(Story.ticket("x", 3));

        assertThat(story.broken()).containsExactly(BookChecks.KEPT);
    }

    @Test
    void noticesATicketThatIsHeldAfterItWasGivenBack() {
        story.gaveBack("a", 1, 80, 90);
        story.rows.add(Story.ticket("a", 1));
        story.issued++;

        assertThat(story.broken()).containsExactly(BookChecks.RETURNED);
    }

    @Test
    void noticesMoreTicketsThanTheQuota() {
        story.granted("f", 4, 60, 70);
        story.issued++;

        assertThat(story.broken()).containsExactly(BookChecks.QUOTA, BookChecks.NUMBERS);
    }

    @Test
    void noticesACounterThatIsNotTheNumberOfTickets() {
        story.rows.add(Story.ticket("x", 3));
        story.rows.remove(Story.ticket("c", 3));
        story.rows.remove(Story.ticket("b", 2));
        story.complete = true;

        assertThat(story.broken()).contains(BookChecks.COUNTER);
    }

    @Test
    void doesNotJudgeTheCounterWhereOthersMayHoldTickets() {
        story.complete = false;
        story.rows.remove(Story.ticket("c", 3));

        assertThat(story.broken()).doesNotContain(BookChecks.COUNTER);
    }

    @Test
    void noticesANumberThatIsGivenTwice() {
        story.attempts.clear();
        story.rows.clear();
        story.granted("a", 1, 0, 10);
        story.granted("b", 2, 0, 10);
        story.granted("c", 2, 0, 10);

        assertThat(story.broken()).containsExactly(BookChecks.NUMBERS);
    }

    @Test
    void noticesAMemberWithTwoTickets() {
        story.attempts.remove(2);
        story.rows.remove(Story.ticket("c", 3));
        story.rows.add(Story.ticket("a", 3));

        assertThat(story.broken()).containsExactly(BookChecks.ONE_EACH);
    }

    @Test
    void noticesMembersWhoWereRefusedWhileTicketsWereLeft() {
        story.attempts.remove(2);
        story.rows.remove(Story.ticket("c", 3));
        story.issued--;

        assertThat(story.broken()).containsExactly(BookChecks.NONE_LEFT);
    }

    @Test
    void noticesANumberOutOfOrder() {
        story.attempts.clear();
        story.rows.clear();
        story.granted("a", 2, 0, 10);
        story.granted("b", 1, 20, 30);
        story.granted("c", 3, 40, 50);

        assertThat(story.broken()).containsExactly(OrderChecks.ORDER);
    }

    @Test
    void membersWhoAskedAtTheSameTimeMayHaveAnyOrder() {
        story.attempts.clear();
        story.rows.clear();
        story.granted("a", 2, 0, 10);
        story.granted("b", 1, 9, 30);
        story.granted("c", 3, 8, 50);

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void noticesAnswersBeyondTheLimits() {
        assertThat(story.audit(new Limits(Duration.ofMillis(11), Duration.ofMillis(11)))
                        .isPassed())
                .isTrue();
        assertThat(story.audit(new Limits(Duration.ofMillis(9), null)).checks())
                .filteredOn(Check::hasFailed)
                .extracting(Check::promise)
                .containsExactly(LimitChecks.P99);
        assertThat(story.audit(new Limits(null, Duration.ofMillis(9))).checks())
                .filteredOn(Check::hasFailed)
                .extracting(Check::promise)
                .containsExactly(LimitChecks.ALL);
    }
}
