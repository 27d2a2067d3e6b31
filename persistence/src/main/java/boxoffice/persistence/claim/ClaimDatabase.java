package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.pool.CommitGate;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** All that a {@link ClaimTransaction} wants of a database: {@link SqlClaims}, or a model that fails at will. */
interface ClaimDatabase {

    /**
     * Lends a session to the work, which ends each transaction it begins; after a failure it is rolled back here. Waits
     * no longer than until the gate is given up.
     */
    <T> Future<T> session(CommitGate gate, Function<Session, Future<T>> work);

    /** One connection. Used by one caller, one step after the other. */
    interface Session {

        /**
         * Locks the opening and reads the facts, with the tickets of those members who are asked about; empty when
         * there is no such opening.
         *
         * @param repeated whether the claims were attempted before: then what was stored may have been given back since
         */
        Future<Optional<LockedOpening>> lockedFacts(
                OpeningId opening, List<Claim> claims, Predicate<MemberId> asked, boolean repeated);

        /** The same facts with the tickets of all members of the batch. */
        Future<LockedOpening> withAllHolders(LockedOpening locked, List<Claim> claims);

        /** To be stored in this session. */
        Writes writes(LockedOpening locked, Decision decision);

        Future<Void> rollback();
    }

    /** The steps in which a decision becomes durable, in their order. */
    interface Writes {

        /** Inserts the tickets, takes the freed numbers, and compares and sets the counters that prove it all. */
        Future<Void> store();

        /**
         * Commits, and looks whether all tickets are there, before anybody is told. Fails with
         * {@link boxoffice.persistence.pool.OutcomeUnknownException} when that is not known.
         */
        Future<Boolean> commit();
    }
}
