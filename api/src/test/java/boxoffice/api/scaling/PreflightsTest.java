package boxoffice.api.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.scaling.Preflights.Pools;
import boxoffice.api.scaling.Preflights.Report;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.pool.ServerFacts.OfTheWriter;
import boxoffice.scaling.preflight.Finding;
import boxoffice.scaling.preflight.Finding.Failed;
import boxoffice.scaling.preflight.Finding.NotChecked;
import boxoffice.scaling.preflight.PlatformFacts;
import boxoffice.scaling.preflight.ServiceFacts.Announced;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service's own go/no-go, on an AWS that only has trouble, and a clock that the test moves. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class PreflightsTest {

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");
    private static final int CHECKS = 12;
    private static final int CHECKS_ON_AWS = 8;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final List<Promise<Void>> deadlines = new ArrayList<>();
    private volatile Instant now = T.minus(Duration.ofMinutes(45));
    private volatile int answersAtOnce = Integer.MAX_VALUE;
    private Future<OfTheWriter> writer = Future.succeededFuture(new OfTheWriter(Duration.ofMillis(3), 1_000));
    private Future<Integer> reader = Future.succeededFuture(500);

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @AfterEach
    void close() {
        answers.countDown();
        Object unused = await(vertx.close());
    }

    @Test
    void withoutAScalingPlanThatIsAFindingAndTheRestIsLookedAt() {
        Report report = ask(preflights(null), opening(1));

        assertThat(report.isGo()).isTrue();
        assertThat(report.moment().label()).isEqualTo("T-24 h");
        assertThat(report.findings().get(0)).isInstanceOf(NotChecked.class);
        assertThat(report.findings().get(0).found()).startsWith("not configured");
        assertThat(report.findings())
                .filteredOn(Finding.Passed.class::isInstance)
                .extracting(Finding::check)
                .containsExactly("connections are enough", "clocks agree", "the opening is as announced");
    }

    @Test
    void troubleWithAwsIsAFindingOfEachCheckThatMetIt() {
        Report report = ask(preflights(this::denied), opening(1));

        assertThat(report.isGo()).isFalse();
        assertThat(report.findings()).hasSize(CHECKS);
        assertThat(failed(report)).hasSize(CHECKS_ON_AWS).allMatch(finding -> finding.advice()
                .contains("role"));
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAFinding() {
        writer = Future.failedFuture("no writer");
        reader = Future.failedFuture("no reader");

        Report report = ask(preflights(null), opening(1));

        assertThat(failed(report)).extracting(Failed::check).containsExactly("clocks agree");
        assertThat(failed(report).get(0).advice()).contains("no writer");
        assertThat(report.findings())
                .filteredOn(NotChecked.class::isInstance)
                .extracting(Finding::check)
                .contains("connections are enough");
    }

    @Test
    void theServerThatTakesFewestConnectionsCounts() {
        reader = Future.succeededFuture(35);

        Report report = ask(preflights(null), opening(1));

        assertThat(failed(report)).extracting(Failed::check).containsExactly("connections are enough");
    }

    @Test
    void whatWasFoundIsToldAgainForAFewSeconds() {
        Preflights preflights = preflights(this::denied);
        Report first = ask(preflights, opening(1));
        now = now.plus(Preflights.FRESH).minusMillis(1);
        assertThat(ask(preflights, opening(1))).isSameAs(first);
        assertThat(asked).hasValue(CHECKS_ON_AWS);

        now = now.plusMillis(1);

        assertThat(ask(preflights, opening(1))).isNotSameAs(first);
        assertThat(asked).hasValue(2 * CHECKS_ON_AWS);
    }

    @Test
    void anOpeningThatWasChangedIsLookedAtAgain() {
        Preflights preflights = preflights(this::denied);
        Report first = ask(preflights, opening(1));

        assertThat(ask(preflights, opening(2))).isNotSameAs(first);
    }

    @Test
    void whoAsksMeanwhileSharesTheLookAndForAnotherOpeningComesAgain() {
        answersAtOnce = 0;
        Preflights preflights = preflights(this::denied);
        Future<Optional<Report>> first = preflights.of(opening(1), List.of(T));
        Future<Optional<Report>> second = preflights.of(opening(1), List.of(T));
        assertThat(await(preflights.of(other(), List.of(T)))).isEmpty();
        assertThat(first.isComplete()).isFalse();

        answers.countDown();

        assertThat(await(second)).isEqualTo(await(first));
        assertThat(asked).hasValue(CHECKS_ON_AWS);
    }

    @Test
    void whatWasNotLookedAtInTimeIsNotWellAndTheRestIsNotAskedFor() {
        answersAtOnce = 2;
        Preflights preflights = preflights(this::denied);
        Future<Optional<Report>> late = preflights.of(opening(1), List.of(T));
        awaitAsked(3);

        deadlines.get(0).complete();

        Report report = await(late).orElseThrow();
        assertThat(report.isGo()).isFalse();
        assertThat(report.findings()).hasSize(CHECKS);
        assertThat(failed(report))
                .filteredOn(finding -> finding.found().contains("was not looked at within"))
                .hasSize(CHECKS_ON_AWS - 2);

        answers.countDown();
        Object closed = await(preflights.close());
        assertThat(closed).isNull();
        assertThat(asked).as("no check was begun after the deadline").hasValue(3);
    }

    private Preflights preflights(@Nullable Supplier<PlatformFacts> aws) {
        return new Preflights(
                vertx,
                null,
                aws,
                id -> Future.succeededFuture(
                        new OwnFacts(writer, reader, Future.succeededFuture(Optional.of(new Announced(T, 500))), null)),
                new Pools(16, 32),
                clock,
                () -> {
                    Promise<Void> deadline = Promise.promise();
                    deadlines.add(deadline);
                    return deadline.future();
                });
    }

    private PlatformFacts denied() {
        if (asked.incrementAndGet() > answersAtOnce) {
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AwsTroubleException(Kind.DENIED, "the role may not do this", new IllegalStateException());
    }

    private void awaitAsked(int times) {
        while (asked.get() < times) {
            Thread.onSpinWait();
        }
    }

    private static List<Failed> failed(Report report) {
        return report.findings().stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
    }

    private static Report ask(Preflights preflights, Opening opening) {
        return await(preflights.of(opening, List.of(T))).orElseThrow();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static Opening opening(int revision) {
        return opening(1, revision);
    }

    private static Opening other() {
        return opening(2, 1);
    }

    private static Opening opening(long id, int revision) {
        return new Opening(
                new OpeningId(id),
                "Preview",
                "Sherlock Jr.",
                new Window(T.minus(Duration.ofDays(7)), T, T.plus(Duration.ofHours(2))),
                List.of(new Quota(new QuotaId(id), "Screen 1", 500)),
                revision);
    }
}
