package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.persistence.pool.CommitGate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to a decision, and who still waits for it. A claim that nobody waits for any more is left out of
 * the next attempt. The attempt on its way goes on for the others, so who leaves it is told that the outcome is open;
 * only when nobody is left is it stopped short of its COMMIT. Confined to the ledger's context.
 */
final class Flight {

    private static final class Passenger {

        final Claim claim;
        final List<Waiting> waiting = new ArrayList<>(1);

        @Nullable ClaimOutcome outcome;

        Passenger(Claim claim, ClaimBatcher.Entry entry) {
            this.claim = claim;
            waiting.add(entry.first());
            waiting.addAll(entry.repeats());
        }

        boolean isAwaited() {
            return !waiting.isEmpty();
        }
    }

    private final OpeningId opening;
    private final List<Passenger> passengers;
    private CommitGate gate = new CommitGate();
    private boolean attempted;
    private boolean doubtful;

    /** @param claims one for each entry */
    Flight(OpeningId opening, List<ClaimBatcher.Entry> entries, List<Claim> claims) {
        this.opening = opening;
        this.passengers = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            passengers.add(new Passenger(claims.get(i), entries.get(i)));
        }
    }

    OpeningId opening() {
        return opening;
    }

    int size() {
        return passengers.size();
    }

    /** The claims that somebody still waits for, in the order of arrival. */
    List<Claim> awaited() {
        return passengers.stream()
                .filter(Passenger::isAwaited)
                .map(passenger -> passenger.claim)
                .toList();
    }

    /** The gate of the next attempt. */
    CommitGate nextAttempt() {
        gate = new CommitGate();
        attempted = true;
        return gate;
    }

    /** Nothing is on its way now. */
    void attemptEnded() {
        attempted = false;
    }

    /** An attempt left it open whether it was stored. */
    void doubt() {
        doubtful = true;
    }

    /** The outcomes of an attempt, one for each of its claims. */
    void decide(List<Claim> attempted, List<ClaimOutcome> outcomes) {
        int next = 0;
        for (Passenger passenger : passengers) {
            if (next < attempted.size() && passenger.claim.equals(attempted.get(next))) {
                passenger.outcome = outcomes.get(next++);
            }
        }
    }

    /** Ends without a decision: busy, or not known where something may be stored. */
    void giveUp() {
        passengers.forEach(passenger -> passenger.outcome = undecided());
    }

    /**
     * Whoever has waited since before that time waits no longer, and is told what is true now.
     *
     * @return what they are told
     */
    ClaimOutcome removeArrivedBefore(long nanos, List<Waiting> late) {
        for (Passenger passenger : passengers) {
            if (passenger.outcome == null) { // otherwise it is decided, and told as soon as the batch lands
                passenger.waiting.removeIf(one -> one.arrivedNanos() - nanos < 0 && late.add(one));
            }
        }
        if (late.isEmpty()) {
            return new ClaimOutcome.Deferred();
        }
        boolean nobodyLeft = passengers.stream().noneMatch(Passenger::isAwaited);
        if (nobodyLeft) {
            gate.giveUp("nobody waits any longer");
        }
        boolean mayBeStored = doubtful || (attempted && (!nobodyLeft || gate.hasPassed()));
        return mayBeStored ? new ClaimOutcome.Undetermined() : new ClaimOutcome.Deferred();
    }

    /**
     * Tells all who still wait: the first click its outcome, the later ones of the same member what is true after it.
     */
    void land(Told told) {
        for (Passenger passenger : passengers) {
            ClaimOutcome outcome = passenger.outcome == null ? new ClaimOutcome.Undetermined() : passenger.outcome;
            ClaimOutcome afterwards = outcome instanceof ClaimOutcome.Granted granted
                    ? new ClaimOutcome.AlreadyHeld(new HeldTicket(granted.ticket()))
                    : outcome;
            for (int i = 0; i < passenger.waiting.size(); i++) {
                told.tell(passenger.waiting.get(i), i == 0 ? outcome : afterwards);
            }
        }
    }

    boolean hasRefusals() {
        return passengers.stream()
                .map(passenger -> passenger.outcome)
                .anyMatch(outcome -> outcome instanceof ClaimOutcome.SoldOut
                        || outcome instanceof ClaimOutcome.NotYetOpen
                        || outcome instanceof ClaimOutcome.Frozen
                        || outcome instanceof ClaimOutcome.Closed);
    }

    private ClaimOutcome undecided() {
        return doubtful ? new ClaimOutcome.Undetermined() : new ClaimOutcome.Deferred();
    }

    /** Hears who is told what. */
    interface Told {

        void tell(Waiting waiting, ClaimOutcome outcome);
    }
}
