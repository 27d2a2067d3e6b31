package boxoffice.persistence.claim;

import java.time.Duration;

/**
 * What a model database suffers; the shares are of all statements, or of all COMMITs.
 *
 * @param commitLost F1's cousin F2: COMMIT never arrives
 * @param replyLost F1: COMMIT is done and not answered
 * @param cut F3: the connection ends at a statement, before or after it is done
 * @param rolledBack F4: rolled back silently before a statement
 * @param killedAt F5 and F6: the server dies, and with it all transactions; never for zero
 * @param killedFor until it is there again, on the same volume
 * @param demotedAt F7: from then on connections made before are read-only; never for zero
 * @param stoppedAt F8: nothing moves; never for zero
 * @param stoppedFor then all that had arrived is done, whether or not somebody still waits for it
 * @param lastCommitsForgotten how many of the last COMMITs a promoted asynchronous replica lacks; only a mutant has any
 */
record ModelTrouble(
        double commitLost,
        double replyLost,
        double cut,
        double rolledBack,
        Duration killedAt,
        Duration killedFor,
        Duration demotedAt,
        Duration stoppedAt,
        Duration stoppedFor,
        int lastCommitsForgotten) {

    static final ModelTrouble NONE =
            new ModelTrouble(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

    ModelTrouble withCommits(double lost, double unanswered) {
        return new ModelTrouble(
                lost,
                unanswered,
                cut,
                rolledBack,
                killedAt,
                killedFor,
                demotedAt,
                stoppedAt,
                stoppedFor,
                lastCommitsForgotten);
    }

    ModelTrouble withCut(double share) {
        return new ModelTrouble(
                commitLost,
                replyLost,
                share,
                rolledBack,
                killedAt,
                killedFor,
                demotedAt,
                stoppedAt,
                stoppedFor,
                lastCommitsForgotten);
    }

    ModelTrouble withRolledBack(double share) {
        return new ModelTrouble(
                commitLost,
                replyLost,
                cut,
                share,
                killedAt,
                killedFor,
                demotedAt,
                stoppedAt,
                stoppedFor,
                lastCommitsForgotten);
    }

    ModelTrouble withKill(Duration at, Duration until, int forgotten) {
        return new ModelTrouble(
                commitLost, replyLost, cut, rolledBack, at, until, demotedAt, stoppedAt, stoppedFor, forgotten);
    }

    ModelTrouble withDemotion(Duration at) {
        return new ModelTrouble(
                commitLost,
                replyLost,
                cut,
                rolledBack,
                killedAt,
                killedFor,
                at,
                stoppedAt,
                stoppedFor,
                lastCommitsForgotten);
    }

    ModelTrouble withStop(Duration at, Duration until) {
        return new ModelTrouble(
                commitLost,
                replyLost,
                cut,
                rolledBack,
                killedAt,
                killedFor,
                demotedAt,
                at,
                until,
                lastCommitsForgotten);
    }
}
