package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The writer's database. */
record SqlClaims(WriterPool writer, ClaimStatements sql) implements ClaimDatabase {

    @Override
    public <T> Future<T> session(CommitGate gate, Function<Session, Future<T>> work) {
        return writer.session(gate, session -> work.apply(new OnConnection(session, sql)));
    }

    private record OnConnection(WriterSession session, ClaimStatements sql) implements Session {

        @Override
        public Future<Optional<LockedOpening>> lockedFacts(
                OpeningId opening, List<Claim> claims, Predicate<MemberId> asked, boolean repeated) {
            return new ClaimReads(session, sql).lockedFacts(opening, claims, asked, repeated);
        }

        @Override
        public Future<LockedOpening> withAllHolders(LockedOpening locked, List<Claim> claims) {
            return new ClaimReads(session, sql).withAllHolders(locked, claims);
        }

        @Override
        public Writes writes(LockedOpening locked, Decision decision) {
            return new ClaimWrites(session, sql, locked, decision);
        }

        @Override
        public Future<Void> rollback() {
            return session.rollback();
        }
    }
}
