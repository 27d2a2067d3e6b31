package boxoffice.persistence.claim;

import static boxoffice.persistence.claim.Parts.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimBatcherTest {

    private static final int BATCH = 2;
    private static final ClaimLimits LIMITS = Parts.limits(100, BATCH, 4);
    private static final long PATIENCE = LIMITS.patience().toNanos();

    private final ClaimBatcher batcher = new ClaimBatcher(OPENING, LIMITS);

    @Test
    void takesTheOldestFirstAndNoMoreThanItMay() {
        add("a", 1);
        add("b", 2);
        add("c", 3);

        assertThat(members(batcher.take(4))).containsExactly("a", "b");
        assertThat(members(batcher.take(5))).containsExactly("c");
        assertThat(batcher.take(6)).isEmpty();
    }

    @Test
    void joinsASecondClickToTheFirstWhileThatOneWaits() {
        add("a", 1);
        add("b", 2);
        add("a", 3);

        List<ClaimBatcher.Entry> batch = batcher.take(10);

        assertThat(members(batch)).containsExactly("a", "b");
        assertThat(batch.get(0).repeats()).hasSize(1);
    }

    @Test
    void doesNotJoinClicksOnDifferentQuotasBecauseOneMayBeSoldOut() {
        assertThat(batcher.add(waiting(new QuotaId(1), 1))).isTrue();
        assertThat(batcher.add(waiting(new QuotaId(2), 2))).isTrue();

        assertThat(batcher.take(10)).hasSize(2);
    }

    @Test
    void isReadyOnceUntilItsBatchHasLanded() {
        assertThat(batcher.becomesReady()).isFalse();
        add("a", 1);
        assertThat(batcher.becomesReady()).isTrue();
        add("b", 2);
        add("c", 3);
        assertThat(batcher.becomesReady()).isFalse();

        assertThat(batcher.take(4)).hasSize(BATCH);
        assertThat(batcher.landed(5)).isTrue();
        assertThat(batcher.take(5)).hasSize(1);
        assertThat(batcher.landed(6)).isFalse();
    }

    @Test
    void givesUpWhoHasWaitedTooLongAndKeepsTheirLaterClick() {
        add("a", 1);
        add("b", 5);
        add("a", 6);

        assertThat(batcher.removeImpatient(PATIENCE + 3))
                .extracting(Waiting::arrivedNanos)
                .containsExactly(1L);
        List<ClaimBatcher.Entry> batch = batcher.take(10);
        assertThat(members(batch)).containsExactly("a", "b");
        assertThat(batch.get(0).first().arrivedNanos()).isEqualTo(6);
        assertThat(batch.get(0).repeats()).isEmpty();
    }

    @Test
    void aLaterClickAtTheHeadKeepsNobodyBehindItWaiting() {
        add("a", 1);
        add("b", 2);
        add("a", 9);

        assertThat(batcher.removeImpatient(PATIENCE + 2)).hasSize(1);
        assertThat(batcher.removeImpatient(PATIENCE + 3))
                .extracting(Waiting::arrivedNanos)
                .containsExactly(2L);
        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(1);
    }

    @Test
    void tellsHowLongTheOldestWaits() {
        assertThat(batcher.oldestWaitNanos(10)).isZero();
        add("a", 4);
        add("b", 5);
        add("c", 9);

        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(6);
        assertThat(batcher.take(9)).hasSize(BATCH);
        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(1);
    }

    @Test
    void letsNobodyInWhoWouldWaitInVainButASecondClickOfWhoWaits() {
        for (int batch = 0; batch <= 3; batch++) {
            add("a" + batch, batch);
            assertThat(batcher.take(Duration.ofSeconds(batch).toNanos())).hasSize(1); // two claims a second
        }
        for (int claim = 0; claim < 2 * BATCH; claim++) {
            add("b" + claim, 10);
        }

        assertThat(isLetIn("late", 11)).isFalse();
        assertThat(isLetIn("b0", 11)).isTrue();
    }

    @Test
    void whoWasLetInBeforeThePaceWasKnownAndWaitsInVainIsTakenOutTheNewestFirst() {
        add("a", 0);
        assertThat(batcher.take(0)).hasSize(1);
        for (int claim = 1; claim <= 20; claim++) {
            add("b" + claim, claim);
        }
        for (int batch = 1; batch <= 2; batch++) {
            assertThat(batcher.removeWhoWaitInVain()).isEmpty();
            assertThat(batcher.take(Duration.ofSeconds(batch).toNanos())).hasSize(BATCH);
        }

        List<Waiting> inVain = batcher.removeWhoWaitInVain(); // two a second, for four seconds: eight have a chance

        assertThat(inVain).extracting(Waiting::arrivedNanos).containsExactly(13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        assertThat(batcher.removeWhoWaitInVain()).isEmpty();
    }

    private void add(String member, long arrivedNanos) {
        assertThat(isLetIn(member, arrivedNanos)).isTrue();
    }

    private boolean isLetIn(String member, long arrivedNanos) {
        return batcher.add(new Waiting(
                OPENING,
                new MemberId(member),
                new QuotaChoice.TheOnlyOne(),
                null,
                Thread.currentThread(),
                Promise.promise(),
                arrivedNanos));
    }

    private static Waiting waiting(QuotaId quota, long arrivedNanos) {
        return new Waiting(
                OPENING,
                new MemberId("a"),
                new QuotaChoice.Named(quota),
                null,
                Thread.currentThread(),
                Promise.promise(),
                arrivedNanos);
    }

    private static List<String> members(List<ClaimBatcher.Entry> batch) {
        return batch.stream().map(entry -> entry.first().member().value()).toList();
    }
}
