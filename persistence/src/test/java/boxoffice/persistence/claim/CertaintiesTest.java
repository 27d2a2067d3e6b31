package boxoffice.persistence.claim;

import static boxoffice.persistence.claim.Facts.CLOSES;
import static boxoffice.persistence.claim.Facts.OPENS;
import static boxoffice.persistence.claim.Parts.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CertaintiesTest {

    private final AtomicLong nanos = new AtomicLong(5_000);
    private final Facts facts = new Facts();
    private final Certainties certainties = new Certainties(facts, Runnable::run, nanos::get);

    @Test
    void knowsNothingBeforeSomebodyWasRefused() {
        assertThat(outcome("a")).isNull();
        assertThat(facts.asked).isZero();
    }

    @Test
    void tellsThatItIsNotOpenUntilTheDatabasesClockMayHaveReachedTheOpening() {
        facts.answers.add(Facts.at(OPENS.minusMillis(100), 0, 5, 1));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(outcome("a")).isNull();
    }

    @Test
    void tellsThatItIsSoldOutToAllButThoseWhoMayHoldATicket() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 2, 2, 7));
        facts.holders = Facts.hashes("holder", "회원");
        certainties.consider(OPENING);

        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.SoldOut.class);
        assertThat(outcome("holder")).isNull();
        assertThat(outcome("회원")).isNull();
        assertThat(certainties.outcome(OPENING, new MemberId("a"), new QuotaChoice.Named(new QuotaId(99))))
                .isNull();
    }

    @Test
    void tellsThatItIsClosedToAllButThoseWhoMayHoldATicket() {
        facts.answers.add(Facts.at(CLOSES.plus(Certainty.CLOSED_AFTER), 1, 2, 7));
        facts.holders = Facts.hashes("holder");
        certainties.consider(OPENING);

        assertThat(outcome("a")).isEqualTo(new ClaimOutcome.Closed(CLOSES));
        assertThat(outcome("holder")).isNull();
    }

    @Test
    void tellsThatItIsFrozenAndNotSoldOutToAllButThoseWhoMayHoldATicket() {
        facts.answers.add(frozen(OPENS.plusSeconds(1), 2));
        facts.holders = Facts.hashes("holder");
        certainties.consider(OPENING);

        assertThat(outcome("a")).isEqualTo(new ClaimOutcome.Frozen());
        assertThat(outcome("holder")).isNull();
    }

    @Test
    void tellsThatItIsFrozenWhileTicketsAreLeftAndNotWhenItMayHaveClosedMeanwhile() {
        facts.answers.add(frozen(CLOSES.minusMillis(50), 1));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isEqualTo(new ClaimOutcome.Frozen());
        nanos.addAndGet(Duration.ofMillis(50).toNanos());
        assertThat(outcome("a")).isNull();
    }

    @Test
    void isNoLongerSoldOutAsSoonAsItsRenewalFindsItFrozen() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 2, 2, 7));
        certainties.consider(OPENING);
        facts.answers.clear();
        facts.answers.add(frozen(OPENS.plusSeconds(2), 2));
        nanos.addAndGet(Certainties.RENEWAL.toNanos());

        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.SoldOut.class);
        assertThat(outcome("a")).isEqualTo(new ClaimOutcome.Frozen());
    }

    @Test
    void doesNotTellSoldOutWhenItMayHaveClosedMeanwhile() {
        facts.answers.add(Facts.at(CLOSES.minusMillis(50), 2, 2, 7));
        certainties.consider(OPENING);
        nanos.addAndGet(Duration.ofMillis(50).toNanos());

        assertThat(outcome("a")).isNull();
    }

    @Test
    void isNotCertainOfTheEndWhileATicketFromBeforeItMayBeOnItsWay() {
        facts.answers.add(Facts.at(CLOSES.plus(Certainty.CLOSED_AFTER).minusMillis(1), 1, 2, 7));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isNull();
    }

    @Test
    void doesNotReadTheHoldersWhereTheyAreTooMany() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), Certainties.HOLDERS_MAX + 1, Certainties.HOLDERS_MAX + 1, 7));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isNull();
        assertThat(facts.askedForHolders).isZero();
    }

    @Test
    void makesRoomForANewOpeningAmongManyThatNobodyAsksForAnyMore() {
        facts.answers.add(Facts.at(OPENS.minusSeconds(60), 0, 5, 1));
        for (int i = 1; i <= Certainties.OPENINGS_MAX; i++) {
            certainties.consider(new OpeningId(1_000 + i));
        }
        nanos.addAndGet(Certainty.LIFETIME.toNanos());
        certainties.consider(OPENING);

        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
    }

    @Test
    void isNotCertainWhileTicketsAreLeft() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 1, 2, 7));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isNull();
    }

    @Test
    void isNotCertainWhenSomethingChangedWhileTheHoldersWereRead() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 2, 2, 7));
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 2, 2, 8));
        certainties.consider(OPENING);

        assertThat(outcome("a")).isNull();
    }

    @Test
    void readsAgainBeforeItsLifetimeIsOverAndOnlyWhenAsked() {
        facts.answers.add(Facts.at(OPENS.minusSeconds(60), 0, 5, 1));
        certainties.consider(OPENING);
        assertThat(facts.asked).isEqualTo(1);

        nanos.addAndGet(Certainties.RENEWAL.toNanos());
        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
        assertThat(facts.asked).isEqualTo(2);
        nanos.addAndGet(Certainty.LIFETIME.toNanos() - 1);
        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
    }

    @Test
    void isOverAfterItsLifetimeWhenTheDatabaseDoesNotAnswer() {
        facts.answers.add(Facts.at(OPENS.minusSeconds(60), 0, 5, 1));
        certainties.consider(OPENING);
        facts.slow = Promise.promise();

        nanos.addAndGet(Certainty.LIFETIME.toNanos() - 1);
        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
        nanos.addAndGet(1);
        assertThat(outcome("a")).isNull();
    }

    @Test
    void isOverAsSoonAsItsRenewalFindsAChange() {
        facts.answers.add(Facts.at(OPENS.plusSeconds(1), 2, 2, 7));
        facts.holders = Facts.hashes("holder");
        certainties.consider(OPENING);
        facts.answers.add(0, Facts.at(OPENS.plusSeconds(2), 1, 2, 8));
        nanos.addAndGet(Certainties.RENEWAL.toNanos());

        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.SoldOut.class);
        assertThat(outcome("a")).isNull();
    }

    @Test
    void forgetsWhatWasChangedHere() {
        facts.answers.add(Facts.at(OPENS.minusSeconds(60), 0, 5, 1));
        certainties.consider(OPENING);
        certainties.changed(OPENING);

        assertThat(outcome("a")).isNull();
    }

    @Test
    void doesNotKeepWhatWasReadBeforeAChangeAndArrivesAfterIt() {
        facts.answers.add(Facts.at(OPENS.minusSeconds(60), 0, 5, 1));
        facts.slow = Promise.promise();
        certainties.consider(OPENING);
        certainties.changed(OPENING);
        facts.slow.complete();

        assertThat(outcome("a")).isNull();
        certainties.consider(OPENING);
        assertThat(outcome("a")).isInstanceOf(ClaimOutcome.NotYetOpen.class);
    }

    private static LockedOpening frozen(Instant now, int issued) {
        LockedOpening opening = Facts.at(now, issued, 2, 7);
        return new LockedOpening(opening.facts().frozen(), opening.versions(), null);
    }

    private @Nullable ClaimOutcome outcome(String member) {
        return certainties.outcome(OPENING, new MemberId(member), new QuotaChoice.TheOnlyOne());
    }
}
