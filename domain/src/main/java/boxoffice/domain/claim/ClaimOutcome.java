package boxoffice.domain.claim;

import boxoffice.domain.opening.Quota;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What a member may be told after a claim; nothing else may. All but {@link Deferred}, {@link Undetermined} and
 * {@link Frozen} are final truths about a durable state.
 */
public sealed interface ClaimOutcome {

    /** A new ticket, durable. */
    record Granted(Ticket ticket) implements ClaimOutcome {}

    /** The member holds this ticket of the opening already, whichever quota was asked for. */
    record AlreadyHeld(HeldTicket held) implements ClaimOutcome {

        public Ticket ticket() {
            return held.ticket();
        }
    }

    /** Every ticket of the quota is held by somebody else. */
    record SoldOut(Quota quota) implements ClaimOutcome {}

    /** Claims are granted from {@code opensAt} on; {@code now} is the clock it was judged by. */
    record NotYetOpen(Instant opensAt, Instant now) implements ClaimOutcome {}

    /** Claims were granted until {@code closesAt}. */
    record Closed(Instant closesAt) implements ClaimOutcome {}

    /** Nobody gets a ticket of the opening until it is resumed: ask again. Never means "sold out". */
    record Frozen() implements ClaimOutcome {}

    /** Nothing was decided and nothing stored: ask again. */
    record Deferred() implements ClaimOutcome {}

    /** A ticket may have been stored; asking again finds it. Never means "sold out". */
    record Undetermined() implements ClaimOutcome {}

    /** There is no such opening, or it is not announced yet. */
    record NoSuchOpening() implements ClaimOutcome {}

    /** The opening has no such quota, or has several and none was named; {@code quotas} are those it has. */
    record NoSuchQuota(List<Quota> quotas) implements ClaimOutcome {}

    /** Answers every outcome: a new one does not compile until all who match have an answer for it. */
    default <T> T match(Cases<T> cases) {
        if (this instanceof Granted granted) {
            return cases.granted().apply(granted);
        } else if (this instanceof AlreadyHeld alreadyHeld) {
            return cases.alreadyHeld().apply(alreadyHeld);
        } else if (this instanceof SoldOut soldOut) {
            return cases.soldOut().apply(soldOut);
        } else if (this instanceof NotYetOpen notYetOpen) {
            return cases.notYetOpen().apply(notYetOpen);
        } else if (this instanceof Closed closed) {
            return cases.closed().apply(closed);
        } else if (this instanceof Frozen frozen) {
            return cases.frozen().apply(frozen);
        } else if (this instanceof Deferred deferred) {
            return cases.deferred().apply(deferred);
        } else if (this instanceof Undetermined undetermined) {
            return cases.undetermined().apply(undetermined);
        } else if (this instanceof NoSuchOpening noSuchOpening) {
            return cases.noSuchOpening().apply(noSuchOpening);
        } else if (this instanceof NoSuchQuota noSuchQuota) {
            return cases.noSuchQuota().apply(noSuchQuota);
        }
        throw new AssertionError("an outcome without a case: " + this);
    }

    /** One answer for each outcome. */
    record Cases<T>(
            Function<Granted, T> granted,
            Function<AlreadyHeld, T> alreadyHeld,
            Function<SoldOut, T> soldOut,
            Function<NotYetOpen, T> notYetOpen,
            Function<Closed, T> closed,
            Function<Frozen, T> frozen,
            Function<Deferred, T> deferred,
            Function<Undetermined, T> undetermined,
            Function<NoSuchOpening, T> noSuchOpening,
            Function<NoSuchQuota, T> noSuchQuota) {}
}
