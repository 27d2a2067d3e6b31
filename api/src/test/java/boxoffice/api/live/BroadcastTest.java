package boxoffice.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.ShownOpening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BroadcastTest {

    private static final Instant OPENS = Instant.parse("2030-01-01T20:00:00Z");
    private static final Window WINDOW = new Window(OPENS.minusSeconds(60), OPENS, OPENS.plusSeconds(3_600));
    private static final Quota QUOTA = new Quota(new QuotaId(7), "Screen 1", 10);
    private static final ViewerSettings SETTINGS = ViewerSettings.of(10);

    private final Deque<Runnable> later = new ArrayDeque<>();
    private final CountingObserver observer = new CountingObserver();
    private long nanos;
    private long readNanos;
    private long processorNanos;
    private long spentNanos;
    private int left;

    @Test
    void aNewcomerIsToldAtOnceWhenToComeBackThePhaseAndTheCounts() {
        FakeStream stream = joined(broadcast(shown(3, Phase.OPEN)));

        assertThat(stream.events()).hasSize(3);
        assertThat(stream.events().get(0)).matches("retry: \\d{4,5}\n\n");
        assertThat(stream.events().subList(1, 3)).containsExactly("""
                event: phase
                data: {"phase":"open","frozen":false,"opensAt":"2030-01-01T20:00:00Z","closesAt":"2030-01-01T21:00:00Z"}

                """, """
                event: remaining
                data: {"quotas":[{"id":"7","size":10,"remaining":7}]}

                """);
    }

    @Test
    void whenToComeBackDiffersSoThatARestartIsNoStampede() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));

        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> joined(broadcast).events().get(0))
                        .distinct())
                .hasSizeGreaterThan(40);
    }

    @Test
    void countsAreToldAtThePaceAndThenTheNewest() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        broadcast.show(shown(1, Phase.OPEN));
        assertThat(stream.news()).last().asString().contains("\"remaining\":9");

        pass(Duration.ofMillis(249));
        broadcast.show(shown(2, Phase.OPEN));
        broadcast.show(shown(3, Phase.OPEN));
        assertThat(stream.news()).isEmpty();
        pass(Duration.ofMillis(1));
        broadcast.show(shown(4, Phase.OPEN));

        assertThat(stream.news()).singleElement().asString().contains("\"remaining\":6");
    }

    @Test
    void whatHasNotChangedIsNotTold() {
        Broadcast broadcast = broadcast(shown(1, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        stream.news();

        pass(Duration.ofSeconds(1));
        broadcast.show(shown(1, Phase.OPEN));

        assertThat(stream.news()).isEmpty();
    }

    @Test
    void aFreezeIsToldAtOnceWithoutItsReason() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        broadcast.show(shown(9, Phase.OPEN));
        stream.news();

        broadcast.show(frozen(9));

        assertThat(stream.news())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"phase\":\"open\"", "\"frozen\":true")
                .doesNotContain("a doubt");
    }

    @Test
    void aPhaseIsToldAtOnce() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        broadcast.show(shown(9, Phase.OPEN));
        stream.news();

        broadcast.show(shown(10, Phase.SOLD_OUT));

        assertThat(stream.news()).hasSize(2).first().asString().contains("soldOut");
    }

    @Test
    void whoReadsSlowlyIsPassedOverAndGetsTheNewestWhenItHasCaughtUp() {
        Broadcast broadcast = broadcast(shown(0, Phase.ANNOUNCED));
        FakeStream slow = joined(broadcast);
        FakeStream fast = joined(broadcast);
        slow.news();
        fast.news();
        slow.reads(false);

        broadcast.show(shown(0, Phase.OPEN));
        for (int issued = 1; issued <= 5; issued++) {
            pass(SETTINGS.pace());
            broadcast.show(shown(issued, Phase.OPEN));
        }

        assertThat(fast.news()).hasSize(7);
        assertThat(slow.news()).isEmpty();
        slow.reads(true);
        assertThat(slow.news())
                .satisfiesExactly(phase -> assertThat(phase).contains("\"open\""), counts -> assertThat(counts)
                        .contains("\"remaining\":5"));
    }

    @Test
    void aCrowdIsToldInSlicesBetweenWhichOthersAreServed() {
        Broadcast broadcast = broadcast(shown(0, Phase.ANNOUNCED));
        List<FakeStream> crowd = crowd(broadcast, 3 * Broadcast.SLICE);

        broadcast.show(shown(0, Phase.OPEN));

        assertThat(told(crowd)).isEqualTo(Broadcast.SLICE);
        crowd.get(3).end();
        crowd.get(Broadcast.SLICE).end();
        crowd.get(3 * Broadcast.SLICE - 1).end();
        later.remove().run();
        later.remove().run();
        assertThat(later).isEmpty();
        assertThat(crowd.stream().filter(FakeStream::isOpen))
                .allSatisfy(stream -> assertThat(stream.events()).hasSize(2));
        assertThat(left).isEqualTo(3);
    }

    @Test
    void whatChangesWhileACrowdIsToldReachesEverybodyOnce() {
        Broadcast broadcast = broadcast(shown(0, Phase.ANNOUNCED));
        List<FakeStream> crowd = crowd(broadcast, 2 * Broadcast.SLICE);
        broadcast.show(shown(0, Phase.OPEN));

        broadcast.show(shown(10, Phase.SOLD_OUT));
        while (!later.isEmpty()) {
            later.remove().run();
        }

        assertThat(crowd)
                .allSatisfy(
                        stream -> assertThat(stream.events()).last().asString().contains(":0}"));
        assertThat(crowd).allSatisfy(stream -> assertThat(stream.events()).doesNotHaveDuplicates());
    }

    @Test
    void theMoreOfTheProcessorTheTellingTakesTheLongerThePauseAfterIt() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        stream.news();
        spentNanos = Duration.ofMillis(50).toNanos();
        broadcast.show(shown(1, Phase.OPEN));
        stream.news();

        pass(SETTINGS.pace());
        broadcast.show(shown(2, Phase.OPEN));
        assertThat(stream.news()).isEmpty();
        pass(SETTINGS.pace());
        broadcast.show(shown(2, Phase.OPEN));

        assertThat(stream.news()).hasSize(1);
    }

    @Test
    void whileOthersHaveTheProcessorThePauseGrowsNoLonger() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        stream.news();
        readNanos = Duration.ofMillis(50).toNanos();
        broadcast.show(shown(1, Phase.OPEN));
        readNanos = 0;
        stream.news();

        pass(SETTINGS.pace());
        broadcast.show(shown(2, Phase.OPEN));

        assertThat(stream.news()).hasSize(1);
    }

    @Test
    void whoHearsNothingForLongGetsASignAndWhoReadsNothingIsLetGoOf() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream quiet = joined(broadcast);
        FakeStream stalled = joined(broadcast);
        quiet.news();
        stalled.reads(false);

        pass(SETTINGS.heartbeat().plusMillis(1));
        broadcast.beat(1);
        assertThat(quiet.news()).containsExactly(":\n\n");
        assertThat(stalled.isOpen()).isTrue();
        pass(SETTINGS.stalledMax());
        broadcast.beat(1);

        assertThat(stalled.wasCut()).isTrue();
        assertThat(observer.dropped).isEqualTo(1);
        assertThat(broadcast.size()).isEqualTo(1);
        assertThat(left).isEqualTo(1);
    }

    @Test
    void everybodyIsLookedAfterWithinAsManyLooksAsThereAreParts() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        List<FakeStream> crowd = crowd(broadcast, 101);
        pass(SETTINGS.heartbeat().plusMillis(1));

        for (int look = 0; look < 20; look++) {
            broadcast.beat(20);
        }

        assertThat(crowd).allSatisfy(stream -> assertThat(stream.events()).containsExactly(":\n\n"));
    }

    @Test
    void whenItHasClosedEverybodyIsToldAndTheStreamsEnd() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        stream.news();

        broadcast.show(shown(0, Phase.CLOSED));

        assertThat(stream.news()).first().asString().contains("closed");
        assertThat(stream.isOpen()).isFalse();
        FakeStream late = joined(broadcast);
        assertThat(late.events().get(0)).isEqualTo("retry: 3600000\n\n");
        assertThat(late.isOpen()).isFalse();
        assertThat(left).isEqualTo(2);
    }

    @Test
    void aReaderWhoseClockIsBehindDoesNotTakeAnOpenOpeningBack() {
        Broadcast broadcast = broadcast(shown(0, Phase.OPEN));
        FakeStream stream = joined(broadcast);
        stream.news();

        broadcast.show(shown(0, Phase.ANNOUNCED));

        assertThat(stream.news()).isEmpty();
        assertThat(broadcast.edition().phase()).isEqualTo(Phase.OPEN);
    }

    private List<FakeStream> crowd(Broadcast broadcast, int size) {
        List<FakeStream> crowd =
                IntStream.range(0, size).mapToObj(i -> joined(broadcast)).toList();
        crowd.forEach(FakeStream::news);
        return crowd;
    }

    private static long told(List<FakeStream> crowd) {
        return crowd.stream().filter(stream -> !stream.events().isEmpty()).count();
    }

    private Broadcast broadcast(ShownOpening shown) {
        return new Broadcast(shown, SETTINGS, observer, later::add, this::tick, this::tickOfProcessor, () -> left++);
    }

    private long tickOfProcessor() {
        processorNanos += spentNanos;
        return processorNanos;
    }

    private long tick() {
        nanos += readNanos;
        return nanos;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static FakeStream joined(Broadcast broadcast) {
        FakeStream stream = new FakeStream();
        broadcast.join(stream);
        return stream;
    }

    private static ShownOpening shown(int issued, Phase phase) {
        Opening opening = new Opening(new OpeningId(1), "Nosferatu", "A movie", WINDOW, List.of(QUOTA), 1);
        return new ShownOpening(new ListedOpening(opening, Map.of(QUOTA.id(), issued)), phase);
    }

    private static ShownOpening frozen(int issued) {
        Opening opening = new Opening(
                new OpeningId(1),
                "Nosferatu",
                "A movie",
                WINDOW,
                List.of(QUOTA),
                2,
                Optional.of(new Freeze(WINDOW.opensAt(), "a doubt")));
        return new ShownOpening(new ListedOpening(opening, Map.of(QUOTA.id(), issued)), Phase.OPEN);
    }

    private static final class CountingObserver implements ViewerObserver {

        private int dropped;

        @Override
        public void opened() {}

        @Override
        public void refused() {}

        @Override
        public void dropped() {
            dropped++;
        }
    }
}
