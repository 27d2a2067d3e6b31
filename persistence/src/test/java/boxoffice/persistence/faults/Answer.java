package boxoffice.persistence.faults;

import boxoffice.domain.claim.ClaimOutcome;

/** What a member was told, however it travelled. */
public sealed interface Answer {

    /** A ticket is theirs, new or held already. */
    record Ticket(String quota, int number) implements Answer {}

    /** No ticket, for good. */
    record Refused(Reason reason) implements Answer {}

    /** Ask again: nothing stored, or not known. */
    record Later(boolean unknown) implements Answer {}

    /** The connection ended before the answer. */
    record Cut() implements Answer {}

    /** What must never be said: a server error other than 503, or nonsense. */
    record Forbidden(String what) implements Answer {}

    /** Why no ticket. */
    enum Reason {
        SOLD_OUT,
        NOT_YET_OPEN,
        CLOSED
    }

    /** Whether the member has no reason to ask again: who came too early has. */
    default boolean isFinal() {
        return this instanceof Ticket || (this instanceof Refused refused && refused.reason() != Reason.NOT_YET_OPEN);
    }

    static Answer of(ClaimOutcome outcome) {
        return outcome.match(new ClaimOutcome.Cases<>(
                granted -> new Ticket(
                        granted.ticket().quota().toString(), granted.ticket().number()),
                held -> new Ticket(
                        held.ticket().quota().toString(), held.ticket().number()),
                soldOut -> new Refused(Reason.SOLD_OUT),
                notYetOpen -> new Refused(Reason.NOT_YET_OPEN),
                closed -> new Refused(Reason.CLOSED),
                frozen -> new Later(false),
                deferred -> new Later(false),
                undetermined -> new Later(true),
                noSuchOpening -> new Forbidden("no such opening"),
                noSuchQuota -> new Forbidden("no such quota")));
    }
}
