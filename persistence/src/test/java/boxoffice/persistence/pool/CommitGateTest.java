package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

final class CommitGateTest {

    private final CommitGate gate = new CommitGate();
    private final Promise<String> work = Promise.promise();
    private final Future<String> told = gate.orGivenUp(work.future());

    @Test
    void whoGivesUpBeforeCommitIsSentLearnsThatNothingIsStoredAndItNeverIsSent() {
        gate.giveUp("too slow");

        assertThat(told.cause()).isInstanceOf(GivenUpException.class);
        assertThat(gate.isShut()).isTrue();
        assertThat(gate.pass()).isFalse();
    }

    @Test
    void whoGivesUpAfterCommitWasSentLearnsThatItMayBeStored() {
        assertThat(gate.pass()).isTrue();
        gate.giveUp("too slow");

        assertThat(told.cause()).isInstanceOf(OutcomeUnknownException.class);
        assertThat(gate.hasPassed()).isTrue();
    }

    @Test
    void whoGivesUpAfterTheEndIsTooLate() {
        work.complete("stored");
        gate.giveUp("too slow");

        assertThat(told.result()).isEqualTo("stored");
        assertThat(gate.isShut()).isFalse();
    }

    @Test
    void aFailureOfTheWorkIsToldAsItIs() {
        work.fail(new OvertakenException("changed meanwhile"));

        assertThat(told.cause()).isInstanceOf(OvertakenException.class);
    }
}
