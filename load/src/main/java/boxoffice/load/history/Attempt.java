package boxoffice.load.history;

import boxoffice.load.plan.Act;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Times are nanoseconds relative to the opening, on the client's clock.
 *
 * @param member the name in the token
 * @param pressedNanos when the act was due; the same for all attempts of one act
 * @param dueNanos when this attempt was due: the act's time, or what Retry-After told
 * @param sentNanos when it went out
 * @param endedNanos when the answer was complete, or it was given up
 * @param status 0 where no answer came
 * @param problem the last part of the problem's type, or why no answer came; empty otherwise
 * @param ticket told by it, or given back by it
 * @param last whether the member let it be the answer, rather than asking again
 */
public record Attempt(
        String member,
        Act act,
        long pressedNanos,
        long dueNanos,
        long sentNanos,
        long endedNanos,
        int status,
        String problem,
        @Nullable TicketTold ticket,
        boolean last) {

    /** Whether an answer came. */
    public boolean isAnswered() {
        return status != 0;
    }

    /** Whether it told a member that there is a ticket. */
    public boolean isAcknowledged() {
        return act.isClaim() && (status == 200 || status == 201) && ticket != null;
    }

    /** Whether it told a member that there is none left. */
    public boolean isSoldOut() {
        return act.isClaim() && status == 409 && problem.equals("sold-out");
    }

    /** From when it was due: a stall of the service or of this client counts. */
    public long latencyNanos() {
        return endedNanos - dueNanos;
    }

    /** How long the member waited for the answer that lasted, retries included; empty where it is not that. */
    public OptionalLong waitNanos() {
        return last && isAnswered() ? OptionalLong.of(endedNanos - pressedNanos) : OptionalLong.empty();
    }

    /** In one word, for a legend. */
    public Outcome outcome() {
        return Outcome.of(this);
    }
}
