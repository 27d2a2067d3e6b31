package boxoffice.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InvariantAuditTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong nanos = new AtomicLong(1_000);
    private final Told books = new Told();
    private final Map<OpeningId, String> frozen = new HashMap<>();
    private final AtomicInteger breaches = new AtomicInteger();
    private boolean freezingFails;
    private final InvariantAudit audit = new InvariantAudit(books, this::freeze, breaches::incrementAndGet, nanos::get);

    @Test
    void doesNotAskTheWriterWhileTheReadersBooksAreRight() {
        books.quota(1, 3, 3);

        look();

        assertThat(books.judged).isEmpty();
        assertThat(frozen).isEmpty();
    }

    @Test
    void freezesWhatTheWriterSaysIsWrongAndReportsItOnce() {
        books.quota(1, 3, 2);
        books.onTheWriter.put(new OpeningId(1), List.of("one ticket too few", "a gap"));

        look();
        look();

        assertThat(frozen).containsExactly(Map.entry(new OpeningId(1), "one ticket too few; a gap"));
        assertThat(breaches).hasValue(1);
    }

    @Test
    void believesTheWriterWhereAReaderIsWrong() {
        books.quota(1, 3, 2);

        look();

        assertThat(books.judged).containsExactly(new OpeningId(1));
        assertThat(frozen).isEmpty();
    }

    @Test
    void asksTheWriterAboutAQuotaThatChangedWhileItWasRead() {
        books.quota(1, 3, 3);
        books.movingQuotas.add(new QuotaId(1));

        look();

        assertThat(books.judged).containsExactly(new OpeningId(1));
        assertThat(frozen).isEmpty();
    }

    @Test
    void asksTheWriterAboutTicketsOfAQuotaThatDoesNotExist() {
        books.quota(1, 3, 3);
        books.lost.add(new Books.Lost(new QuotaId(99), new OpeningId(1)));
        books.lost.add(new Books.Lost(new QuotaId(98), new OpeningId(7))); // long over: not listed
        books.onTheWriter.put(new OpeningId(1), List.of("tickets of quota 99"));

        look();

        assertThat(books.judged).containsExactly(new OpeningId(1));
        assertThat(frozen).containsOnlyKeys(new OpeningId(1));
    }

    @Test
    void reportsABreachThatCannotBeFrozenEachTime() {
        books.quota(1, 3, 2);
        books.onTheWriter.put(new OpeningId(1), List.of("wrong"));
        freezingFails = true;

        assertThat(audit.look().failed()).isTrue();
        assertThat(audit.look().failed()).isTrue();

        assertThat(breaches).hasValue(2);
    }

    @Test
    void ageGrowsUntilTheBooksOfEveryOpeningWereFoundRight() {
        books.quota(1, 3, 3);
        look();
        assertThat(audit.age()).isZero();

        nanos.addAndGet(SECOND.toNanos());
        books.down = true;
        assertThat(audit.look().failed()).isTrue();
        assertThat(audit.age()).isEqualTo(SECOND);

        books.down = false;
        look();
        assertThat(audit.age()).isZero();
    }

    @Test
    void aQuotaThatCannotBeReadDoesNotKeepTheOthersFromBeingLookedAt() {
        books.quota(1, 1, 1);
        books.quota(2, 3, 2);
        books.unreadable.add(new QuotaId(1));
        books.onTheWriter.put(new OpeningId(2), List.of("wrong"));

        assertThat(audit.look().failed()).isTrue();

        assertThat(frozen).containsOnlyKeys(new OpeningId(2));
        nanos.addAndGet(SECOND.toNanos());
        assertThat(audit.age()).isEqualTo(SECOND);
    }

    @Test
    void ageStaysAtNothingWhileThereIsNothingToLookAt() {
        nanos.addAndGet(SECOND.toNanos());
        assertThat(audit.age()).isEqualTo(SECOND);

        look();

        assertThat(audit.age()).isZero();
        assertThat(audit.pause(Duration.ZERO)).isEqualTo(InvariantAudit.CALM);
    }

    @Test
    void looksAtSoManyQuotasAtATimeThoseFirstThatHaveChanged() {
        for (int quota = 1; quota <= InvariantAudit.QUOTAS_MAX + 1; quota++) {
            books.quota(quota, 1, 1);
        }
        look();
        assertThat(books.read).hasSize(InvariantAudit.QUOTAS_MAX);

        nanos.addAndGet(1);
        books.versions.put(new QuotaId(5), 2L);
        books.read.clear();
        look();

        assertThat(books.read).hasSize(InvariantAudit.QUOTAS_MAX);
        assertThat(books.read.subList(0, 2))
                .containsExactlyInAnyOrder(new QuotaId(5), new QuotaId(InvariantAudit.QUOTAS_MAX + 1));
    }

    @Test
    void leavesTheRestForTheNextLookWhenItTakesTooLong() {
        books.quota(1, 1, 1);
        books.quota(2, 1, 1);
        books.readNanos = InvariantAudit.LOOK_MAX.toNanos();

        look();
        assertThat(books.read).containsExactly(new QuotaId(1));
        look();

        assertThat(books.read).containsExactly(new QuotaId(1), new QuotaId(2));
    }

    @Test
    void restsSoLongThatItTakesASmallPartOfTheTime() {
        books.quota(1, 1, 1);
        look();

        assertThat(audit.pause(Duration.ofMillis(10))).isEqualTo(InvariantAudit.EVERY);
        assertThat(audit.pause(SECOND)).isEqualTo(Duration.ofSeconds(19));
    }

    @Test
    void aReasonIsNoLongerThanItMayBe() {
        assertThat(InvariantAudit.reason(List.of("a", "b"))).isEqualTo("a; b");
        assertThat(InvariantAudit.reason(List.of("\uD83C\uDFAB".repeat(600))))
                .hasSize(999)
                .endsWith("…");
    }

    private void look() {
        assertThat(audit.look().succeeded()).isTrue();
    }

    private Future<Boolean> freeze(OpeningId opening, String reason) {
        return freezingFails
                ? Future.failedFuture("no writer")
                : Future.succeededFuture(frozen.put(opening, reason) == null);
    }

    /** Books that are told, at once. Each opening has one quota, of the same id. */
    private final class Told implements Books {

        private final List<Listed> listed = new ArrayList<>();
        private final Map<QuotaId, Integer> held = new HashMap<>();
        private final Map<QuotaId, Long> versions = new HashMap<>();
        private final Set<QuotaId> movingQuotas = new HashSet<>();
        private final Set<QuotaId> unreadable = new HashSet<>();
        private final List<QuotaId> read = new ArrayList<>();
        private final List<Lost> lost = new ArrayList<>();
        private final List<OpeningId> judged = new ArrayList<>();
        private final Map<OpeningId, List<String>> onTheWriter = new HashMap<>();
        private boolean down;
        private long readNanos;

        void quota(int id, int issued, int tickets) {
            listed.add(new Listed(new OpeningId(id), new QuotaId(id), issued, 1));
            held.put(new QuotaId(id), tickets);
        }

        @Override
        public Future<List<Listed>> listed() {
            return down
                    ? Future.failedFuture("no reader")
                    : Future.succeededFuture(listed.stream()
                            .map(one -> new Listed(
                                    one.opening(),
                                    one.quota(),
                                    one.numbers(),
                                    versions.getOrDefault(one.quota(), one.version())))
                            .toList());
        }

        @Override
        public Future<Optional<QuotaBooks>> quota(Listed one) {
            read.add(one.quota());
            if (unreadable.contains(one.quota())) {
                return Future.failedFuture("no answer");
            }
            nanos.addAndGet(readNanos);
            int tickets = held.getOrDefault(one.quota(), 0);
            Set<Long> moments = movingQuotas.contains(one.quota()) ? Set.of(1L, 2L) : Set.of(1L);
            Tally tally = new Tally(moments, tickets, tickets, 1, tickets, 0, 0, 0, 0);
            return Future.succeededFuture(Optional.of(
                    new QuotaBooks(one.opening(), one.quota(), "q", 100, one.numbers(), one.numbers(), tally)));
        }

        @Override
        public Future<List<Lost>> lost(List<Listed> of) {
            return Future.succeededFuture(lost);
        }

        @Override
        public Future<List<String>> breaches(OpeningId opening) {
            judged.add(opening);
            return Future.succeededFuture(onTheWriter.getOrDefault(opening, List.of()));
        }
    }
}
