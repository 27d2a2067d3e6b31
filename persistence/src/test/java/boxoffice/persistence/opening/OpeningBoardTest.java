package boxoffice.persistence.opening;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpeningBoardTest {

    private static final Instant ANNOUNCED = Instant.parse("2030-01-01T12:00:00Z");
    private static final Instant OPENS = Instant.parse("2030-01-01T20:00:00Z");
    private static final Instant CLOSES = Instant.parse("2030-01-01T21:00:00Z");
    private static final Window WINDOW = new Window(ANNOUNCED, OPENS, CLOSES);

    private final AtomicLong nanos = new AtomicLong(7_000);
    private final FakeReader reader = new FakeReader();
    private final OpeningBoard board = new OpeningBoard(reader, nanos::get);

    @Test
    void showsTheSameInstanceWhileNothingChanges() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        BoardContent first = content();

        pass(Duration.ofMillis(100));
        assertThat(content()).isSameAs(first);
        assertThat(reader.reads).isEqualTo(1);
        pass(OpeningBoard.FRESH);
        reader.is(OPENS.plusMillis(350), listed(1, WINDOW, 0));
        assertThat(content()).as("read again, and the same again").isSameAs(first);
        assertThat(reader.reads).isEqualTo(2);
    }

    @Test
    void aCrowdNeverWaitsForARefreshWhichIsMadeBehindItsAnswers() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        BoardContent first = content();
        Promise<Map<OpeningId, ListedOpening>> read = Promise.promise();
        reader.answer = read.future();

        pass(OpeningBoard.REFRESHED_FROM);
        assertThat(content()).isSameAs(first);
        pass(OpeningBoard.FRESH.minus(OpeningBoard.REFRESHED_FROM).minusNanos(1));
        assertThat(content()).isSameAs(first);
        assertThat(reader.reads).as("one refresh at a time").isEqualTo(2);
        read.complete(Map.of(new OpeningId(1), listed(1, WINDOW, 4)));

        assertThat(shown(content(), 1).listed().remaining(quota(1))).isEqualTo(6);
        assertThat(reader.reads).isEqualTo(2);
    }

    @Test
    void whoIsShownTheLastSinceTheReaderIsSlowIsShownItOnItsOwnContext() throws Exception {
        reader.is(OPENS, listed(1, WINDOW, 0));
        BoardContent first = content();
        reader.answer = Promise.<Map<OpeningId, ListedOpening>>promise().future();
        pass(OpeningBoard.FRESH);
        Vertx vertx = Vertx.vertx();
        Context caller = vertx.getOrCreateContext();
        CompletableFuture<Context> shownOn = new CompletableFuture<>();

        caller.runOnContext(now -> board.view().onComplete(view -> {
            assertThat(view.result().content()).isSameAs(first);
            shownOn.complete(Vertx.currentContext());
        }));

        assertThat(shownOn.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        assertThat(vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isNull();
    }

    @Test
    void aRefreshThatFailsBehindTheAnswersIsMadeAgain() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        BoardContent first = content();
        reader.answer = Future.failedFuture("no reader");
        pass(OpeningBoard.REFRESHED_FROM);
        assertThat(content()).isSameAs(first);

        reader.is(OPENS, listed(1, WINDOW, 4));
        assertThat(content()).isSameAs(first);

        assertThat(shown(content(), 1).listed().remaining(quota(1))).isEqualTo(6);
    }

    @Test
    void tellsTheTimeAndTheAgeOfEachView() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        assertThat(view().now()).isEqualTo(OPENS);
        assertThat(view().age()).isZero();

        pass(Duration.ofMillis(249));
        BoardView later = view();

        assertThat(later.now()).isEqualTo(OPENS.plusMillis(249));
        assertThat(later.age()).isEqualTo(Duration.ofMillis(249));
    }

    @Test
    void ofSeveralOpeningsThoseThatChangedAreNewAndTheOthersAreTheSame() {
        reader.is(OPENS, listed(1, WINDOW, 0), listed(2, WINDOW, 0));
        BoardContent before = content();
        pass(OpeningBoard.FRESH);
        reader.is(OPENS.plus(OpeningBoard.FRESH), listed(1, WINDOW, 0), listed(2, WINDOW, 1));

        BoardContent after = content();

        assertThat(after).isNotSameAs(before);
        assertThat(shown(after, 1)).isSameAs(shown(before, 1));
        assertThat(shown(after, 2)).isNotEqualTo(shown(before, 2));
    }

    @Test
    void aPhaseChangesAtItsVeryInstantWithoutAnotherRead() {
        reader.is(OPENS.minusMillis(100), listed(1, WINDOW, 0));
        assertThat(phase()).isEqualTo(Phase.ANNOUNCED);

        pass(Duration.ofMillis(100).minusNanos(1));
        assertThat(phase()).isEqualTo(Phase.ANNOUNCED);
        pass(Duration.ofNanos(1));

        assertThat(phase()).isEqualTo(Phase.OPEN);
        assertThat(reader.reads).isEqualTo(1);
    }

    @Test
    void itClosesAtItsVeryInstantEvenWhileNoReaderAnswers() {
        reader.is(CLOSES.minusSeconds(5), listed(1, WINDOW, 0));
        assertThat(phase()).isEqualTo(Phase.OPEN);
        reader.answer = Future.failedFuture("no reader");

        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(phase()).isEqualTo(Phase.OPEN);
        pass(Duration.ofNanos(1));

        assertThat(phase()).isEqualTo(Phase.CLOSED);
        assertThat(view().age()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void appearsWhenItIsAnnouncedAndLeavesSomeDaysAfterItHasClosed() {
        reader.is(ANNOUNCED.minusNanos(1), listed(1, WINDOW, 0));
        assertThat(content().openings()).isEmpty();
        pass(Duration.ofNanos(1));
        assertThat(content().openings()).hasSize(1);

        pass(OpeningBoard.FRESH);
        reader.is(CLOSES.plus(BoardEdition.CLOSED_SHOWN).minusNanos(1), listed(1, WINDOW, 0));
        assertThat(phase()).isEqualTo(Phase.CLOSED);
        pass(Duration.ofNanos(1));
        assertThat(content().openings()).isEmpty();
    }

    @Test
    void aReaderWhoseClockIsBehindTheLastOnesShowsWhatItsOwnClockSays() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        assertThat(phase()).isEqualTo(Phase.OPEN);
        pass(OpeningBoard.FRESH);
        reader.is(OPENS.minusMillis(1), listed(1, WINDOW, 0));

        assertThat(phase()).isEqualTo(Phase.ANNOUNCED);
        pass(Duration.ofMillis(1));
        assertThat(phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    void whatAnOperatorWritesShowsAtOnceAndIsReadFromThenOn() {
        reader.is(OPENS, listed(1, WINDOW, 3));
        BoardContent before = content();

        board.written(opening(1, 2, "A new title", WINDOW));
        assertThat(shown(content(), 1).listed().opening().title()).isEqualTo("A new title");
        assertThat(shown(content(), 1).listed().remaining(quota(1))).isEqualTo(7);
        assertThat(content()).isNotSameAs(before).isSameAs(content());

        board.written(opening(2, 1, "Another", WINDOW));
        assertThat(content().openings()).hasSize(2);
        board.deleted(opening(2, 1, "Another", WINDOW));
        assertThat(content().openings()).hasSize(1);
    }

    @Test
    void anOperatorsWriteGivesWayToWhatTheReaderHasSince() {
        reader.is(OPENS, listed(1, WINDOW, 3));
        board.written(opening(1, 2, "Mine", WINDOW));
        assertThat(shown(content(), 1).listed().opening().title()).isEqualTo("Mine");

        pass(OpeningBoard.FRESH);
        reader.is(OPENS, new ListedOpening(opening(1, 3, "Another operator's", WINDOW), Map.of()));

        assertThat(shown(content(), 1).listed().opening().title()).isEqualTo("Another operator's");
    }

    @Test
    void anOpeningThatHasLeftTheBoardIsStillFound() {
        reader.is(CLOSES.plus(BoardEdition.CLOSED_SHOWN));
        reader.one = listed(1, WINDOW, 4);

        OpeningView found = Objects.requireNonNull(find(1));

        assertThat(found.shown().phase()).isEqualTo(Phase.CLOSED);
        assertThat(found.shown().listed().remaining(quota(1))).isEqualTo(6);
        board.written(opening(1, 2, "Renamed", WINDOW));
        assertThat(Objects.requireNonNull(find(1)).shown().listed().opening().title())
                .isEqualTo("Renamed");
        board.deleted(opening(1, 2, "Renamed", WINDOW));
        assertThat(find(1)).isNull();
    }

    @Test
    void nobodyFindsAnOpeningBeforeItIsAnnounced() {
        reader.is(ANNOUNCED.minusNanos(1), listed(1, WINDOW, 0));
        reader.one = listed(1, WINDOW, 0);
        assertThat(find(1)).isNull();

        board.written(opening(2, 1, "Secret", WINDOW));
        reader.one = null;
        assertThat(find(2)).isNull();

        pass(Duration.ofNanos(1));
        assertThat(find(1)).isNotNull();
        assertThat(find(2)).isNotNull();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void tellsWhenEachOpeningOpensAlsoBeforeItIsAnnouncedAndWhatWasJustWritten() {
        reader.is(ANNOUNCED.minusSeconds(1), listed(1, WINDOW, 0));
        assertThat(board.openingTimes().result()).containsExactly(OPENS);

        Window later = new Window(ANNOUNCED, OPENS.plusSeconds(60), CLOSES);
        board.written(new Opening(new OpeningId(2), "t", "m", later, List.of(), 1));
        assertThat(board.openingTimes().result()).containsExactlyInAnyOrder(OPENS, OPENS.plusSeconds(60));
    }

    @Test
    void operatorsSeeOneBeforeItIsAnnouncedAndWhatTheyWroteAtOnce() {
        reader.is(ANNOUNCED.minusSeconds(1));
        reader.one = listed(1, WINDOW, 0);
        assertThat(find(1)).isNull();
        assertThat(planned(1)).map(ListedOpening::opening).hasValue(opening(1, 1, "A title", WINDOW));

        board.written(opening(1, 2, "Another", WINDOW));
        assertThat(planned(1)).map(listed -> listed.opening().title()).hasValue("Another");
        board.deleted(opening(1, 2, "Another", WINDOW));
        assertThat(planned(1)).isEmpty();
        assertThat(planned(2)).isEmpty();
    }

    @Test
    void tellsNoOpeningTimesWhereNoReaderAnswers() {
        reader.is(OPENS, listed(1, WINDOW, 0));
        assertThat(view().content().openings()).hasSize(1);
        reader.answer = Future.failedFuture("no reader");

        assertThat(board.openingTimes().failed()).isTrue();
    }

    @Test
    void aPageHoldsWhatTheReaderAndThisProcessKnowTheNewestFirst() {
        reader.is(OPENS, listed(1, WINDOW, 0), listed(2, WINDOW, 0), listed(4, WINDOW, 0), listed(5, WINDOW, 0));
        board.written(opening(3, 1, "Written a moment ago", WINDOW));
        board.written(opening(6, 1, "The newest", WINDOW));
        board.deleted(opening(4, 1, "Deleted a moment ago", WINDOW));

        OpeningPage first = board.page(Optional.empty(), 2).result();
        OpeningPage second = board.page(first.next(), 2).result();
        OpeningPage third = board.page(second.next(), 2).result();

        assertThat(ids(first)).containsExactly(6L, 5L);
        assertThat(ids(second)).containsExactly(3L, 2L);
        assertThat(ids(third)).containsExactly(1L);
        assertThat(third.next()).isEmpty();
    }

    @Test
    void aReaderThatThrowsDoesNotEndTheRefreshing() {
        reader.broken = new IllegalStateException("thrown, not failed");
        assertThat(board.view().failed()).isTrue();
        reader.broken = null;
        reader.is(OPENS, listed(1, WINDOW, 0));

        assertThat(view().content().openings()).hasSize(1);
    }

    private static List<Long> ids(OpeningPage page) {
        return page.openings().stream()
                .map(shown -> shown.listed().opening().id().value())
                .toList();
    }

    private BoardView view() {
        return board.view().result();
    }

    private BoardContent content() {
        return view().content();
    }

    private Phase phase() {
        return shown(content(), 1).phase();
    }

    private @Nullable OpeningView find(long id) {
        return board.find(new OpeningId(id)).result().orElse(null);
    }

    private Optional<ListedOpening> planned(long id) {
        return board.findPlanned(new OpeningId(id)).result();
    }

    private static ShownOpening shown(BoardContent content, long id) {
        return content.find(new OpeningId(id)).orElseThrow();
    }

    private static ListedOpening listed(long id, Window window, int issued) {
        return new ListedOpening(
                opening(id, 1, "A title", window), Map.of(quota(id).id(), issued));
    }

    private static Opening opening(long id, long revision, String title, Window window) {
        return new Opening(new OpeningId(id), title, "A movie", window, List.of(quota(id)), revision);
    }

    private static Quota quota(long id) {
        return new Quota(new QuotaId(10 * id), "Screen 1", 10);
    }

    /** Answers at once, with what it is told to. */
    private final class FakeReader implements OpeningBoard.Source {

        private Future<Map<OpeningId, ListedOpening>> answer = Future.succeededFuture(Map.of());
        private Instant clock = Instant.EPOCH;
        private @Nullable ListedOpening one;
        private @Nullable RuntimeException broken;
        private int reads;

        void is(Instant now, ListedOpening... openings) {
            clock = now;
            Map<OpeningId, ListedOpening> byId = new HashMap<>();
            for (ListedOpening listed : openings) {
                byId.put(listed.opening().id(), listed);
            }
            answer = Future.succeededFuture(byId);
        }

        @Override
        public Future<BoardSnapshot> all(int openingsMax) {
            reads++;
            if (broken != null) {
                throw broken;
            }
            return answer.map(openings -> new BoardSnapshot(openings, clock, nanos.get()));
        }

        @Override
        public Future<BoardSnapshot> page(long belowId, int limit) {
            return answer.map(openings -> new BoardSnapshot(
                    openings.entrySet().stream()
                            .filter(each -> each.getKey().value() < belowId)
                            .sorted(Comparator.comparing(each -> -each.getKey().value()))
                            .limit(limit)
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    clock,
                    nanos.get()));
        }

        @Override
        public Future<BoardSnapshot> one(OpeningId id) {
            Map<OpeningId, ListedOpening> found =
                    one != null && one.opening().id().equals(id) ? Map.of(id, one) : Map.of();
            return Future.succeededFuture(new BoardSnapshot(found, clock, nanos.get()));
        }
    }
}
