package boxoffice.api.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.reconcile.Reconciliation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PlanKeeperTest {

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<Promise<Reconciliation>> looks = new ArrayList<>();
    private final List<Boolean> observed = new ArrayList<>();
    private Future<List<Instant>> openings = Future.succeededFuture(List.of(T));

    private final PlanKeeper keeper = PlanKeeper.on(vertx, () -> openings, this::look, new PlanObserver() {
        @Override
        public void looked(boolean sound) {
            observed.add(sound);
        }

        @Override
        public void ageIs(DoubleSupplier seconds) {
            assertThat(seconds.getAsDouble()).isNotNegative();
        }
    });

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void looksAtOnceAfterAChange() {
        keeper.changed();
        assertThat(looks).hasSize(1);
        looks.get(0).complete(sound());
        assertThat(keeper.state().sound()).isTrue();
        assertThat(observed).containsExactly(true);
    }

    @Test
    void changesThatComeDuringALookShareTheNext() {
        keeper.changed();
        keeper.changed();
        keeper.changed();
        assertThat(looks).hasSize(1);
        looks.get(0).complete(sound());
        assertThat(looks).hasSize(2);
        looks.get(1).complete(sound());
        assertThat(looks).hasSize(2);
    }

    @Test
    void troubleIsToldAndHeals() {
        keeper.changed();
        looks.get(0)
                .complete(new Reconciliation(
                        T, List.of(), List.of(new AwsTroubleException(Kind.DENIED, "denied", new Exception()))));
        assertThat(keeper.state().sound()).isFalse();
        assertThat(keeper.state().troubles()).containsExactly("denied");
        keeper.changed();
        looks.get(1).complete(sound());
        assertThat(keeper.state().sound()).isTrue();
        assertThat(observed).containsExactly(false, true);
    }

    @Test
    void nothingIsTouchedWhereTheOpeningsCannotBeRead() {
        openings = Future.failedFuture("no reader");
        keeper.changed();
        assertThat(looks).isEmpty();
        assertThat(keeper.state().troubles()).singleElement().asString().contains("no reader");
    }

    @Test
    void withoutAPlanNothingIsEverLookedAt() {
        PlanKeeper off = PlanKeeper.off(vertx);
        off.start();
        off.changed();
        assertThat(off.state().on()).isFalse();
        assertThat(off.state().checkedAt()).isNull();
    }

    private Future<Reconciliation> look(List<Instant> asked) {
        assertThat(asked).containsExactly(T);
        Promise<Reconciliation> look = Promise.promise();
        looks.add(look);
        return look.future();
    }

    private static Reconciliation sound() {
        return new Reconciliation(T, List.of("registered"), List.of());
    }
}
