package boxoffice.persistence.claim;

import static boxoffice.persistence.claim.Parts.OPENING;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimBatcherTest {

    private final ClaimBatcher batcher = new ClaimBatcher(OPENING);

    @Test
    void takesTheOldestFirstAndNoMoreThanItMay() {
        add("a", 1);
        add("b", 2);
        add("c", 3);

        assertThat(members(batcher.take(2))).containsExactly("a", "b");
        assertThat(members(batcher.take(2))).containsExactly("c");
        assertThat(batcher.take(2)).isEmpty();
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
        batcher.add(waiting(new QuotaId(1), 1));
        batcher.add(waiting(new QuotaId(2), 2));

        assertThat(batcher.take(10)).hasSize(2);
    }

    @Test
    void isReadyOnceUntilItsBatchHasLanded() {
        assertThat(batcher.becomesReady()).isFalse();
        add("a", 1);
        assertThat(batcher.becomesReady()).isTrue();
        add("b", 2);
        assertThat(batcher.becomesReady()).isFalse();

        assertThat(batcher.take(1)).hasSize(1);
        assertThat(batcher.landed()).isTrue();
        assertThat(batcher.take(1)).hasSize(1);
        assertThat(batcher.landed()).isFalse();
    }

    @Test
    void givesUpWhoHasWaitedTooLongAndKeepsTheirLaterClick() {
        add("a", 1);
        add("b", 5);
        add("a", 6);

        assertThat(batcher.removeArrivedBefore(3))
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

        assertThat(batcher.removeArrivedBefore(2)).hasSize(1);
        assertThat(batcher.removeArrivedBefore(3))
                .extracting(Waiting::arrivedNanos)
                .containsExactly(2L);
        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(1);
    }

    @Test
    void tellsHowLongTheOldestWaits() {
        assertThat(batcher.oldestWaitNanos(10)).isZero();
        add("a", 4);
        add("b", 9);

        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(6);
        assertThat(batcher.take(1)).hasSize(1);
        assertThat(batcher.oldestWaitNanos(10)).isEqualTo(1);
    }

    private void add(String member, long arrivedNanos) {
        batcher.add(new Waiting(
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
