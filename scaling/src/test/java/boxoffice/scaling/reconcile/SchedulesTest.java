package boxoffice.scaling.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");

    private final FakeCapacity group = new FakeCapacity("instances");
    private final FakeCapacity readers = new FakeCapacity("readers");
    private final AtomicBoolean clientsClosed = new AtomicBoolean();
    private final Schedules schedules = new Schedules(
            group,
            readers,
            ScalingRules.DEFAULT,
            Clock.fixed(T.minus(Duration.ofDays(7)), ZoneOffset.UTC),
            () -> clientsClosed.set(true));

    @AfterEach
    void close() {
        schedules.close();
        assertThat(clientsClosed).isTrue();
    }

    @Test
    void bringsInstancesAndReadersInLine() {
        Reconciliation finished = reconcile();
        assertThat(finished.isSound()).isTrue();
        assertThat(group.changes).hasSize(2);
        assertThat(readers.changes).hasSize(2);
    }

    @Test
    void troubleWithOneIsToldAndDoesNotKeepTheOtherFromBeingLookedAt() {
        group.trouble = Kind.DENIED;
        Reconciliation finished = reconcile();
        assertThat(finished.troubles()).extracting(AwsTroubleException::kind).containsExactly(Kind.DENIED);
        assertThat(readers.changes).hasSize(2);
    }

    @Test
    void healsWhenTheTroubleIsOver() {
        group.trouble = Kind.UNREACHABLE;
        readers.trouble = Kind.THROTTLED;
        assertThat(reconcile().troubles()).hasSize(2);
        group.trouble = null;
        readers.trouble = null;
        assertThat(reconcile().isSound()).isTrue();
        assertThat(group.changes).hasSize(2);
    }

    private Reconciliation reconcile() {
        return schedules.reconcile(List.of(T));
    }
}
