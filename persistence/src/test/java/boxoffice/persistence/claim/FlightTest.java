package boxoffice.persistence.claim;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.GateProbe;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightTest {

    private final List<Waiting> late = new ArrayList<>();

    @Test
    void whatIsDecidedIsToldAlsoToWhoIsLate() {
        Claim claim = Parts.claim("a");
        Flight flight = flight(claim);
        CommitGate gate = flight.nextAttempt();
        assertThat(GateProbe.commits(gate)).isTrue();
        flight.attemptEnded();
        flight.decide(List.of(claim), List.of(Parts.granted(claim, 1)));

        assertThat(flight.removeArrivedBefore(1, late)).isNotNull();

        assertThat(late).isEmpty();
        List<ClaimOutcome> told = new ArrayList<>();
        flight.land((waiting, outcome) -> told.add(outcome));
        assertThat(told).hasOnlyElementsOfType(ClaimOutcome.Granted.class).hasSize(1);
    }

    @Test
    void whoIsLastToLeaveStopsTheAttemptShortOfItsCommit() {
        Flight flight = flight(Parts.claim("a"));
        CommitGate gate = flight.nextAttempt();

        assertThat(flight.removeArrivedBefore(1, late)).isInstanceOf(ClaimOutcome.Deferred.class);
        assertThat(GateProbe.commits(gate)).isFalse();
    }

    @Test
    void betweenTwoAttemptsNothingIsStoredOfWhoLeaves() {
        Flight flight = flight(Parts.claim("a"));
        CommitGate gate = flight.nextAttempt();
        flight.attemptEnded();

        assertThat(flight.removeArrivedBefore(1, late)).isInstanceOf(ClaimOutcome.Deferred.class);
        assertThat(flight.awaited()).isEmpty();
        assertThat(GateProbe.commits(gate)).isFalse();
    }

    private static Flight flight(Claim claim) {
        Waiting waiting = new Waiting(
                Parts.OPENING, claim.member(), claim.choice(), null, Thread.currentThread(), Promise.promise(), 0);
        return new Flight(Parts.OPENING, List.of(new ClaimBatcher.Entry(waiting, new ArrayList<>())), List.of(claim));
    }
}
