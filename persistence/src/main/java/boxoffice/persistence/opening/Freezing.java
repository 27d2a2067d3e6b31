package boxoffice.persistence.opening;

import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * Freezes one opening, or resumes it, within a transaction. Behind the lock that claims take, so none is granted after
 * the COMMIT of a freeze; and every quota gets another version, so that a claim whose lock was lost without a word is
 * stopped by its compare-and-set.
 */
final class Freezing {

    private final WriterSession session;
    private final OpeningId id;
    private final Actor actor;

    Freezing(WriterSession session, OpeningId id, Actor actor) {
        this.session = session;
        this.id = id;
        this.actor = actor;
    }

    /** The reason of an earlier freeze stays. */
    Future<OpeningChange> freeze(String reason) {
        return locked(locked -> {
            if (locked.opening().isFrozen()) {
                return Future.succeededFuture(new OpeningChange.Unchanged(locked.opening()));
            }
            Tuple columns = Tuple.of(
                    LocalDateTime.ofInstant(locked.now(), ZoneOffset.UTC),
                    reason,
                    id.value(),
                    locked.opening().revision());
            return session.change(OpeningStatements.FREEZE, columns, 1, "openings frozen")
                    .compose(frozen -> done(
                            locked.opening(),
                            Optional.of(new Freeze(locked.now(), reason)),
                            Act.FREEZE,
                            new JsonObject().put("reason", reason)));
        });
    }

    Future<OpeningChange> resume() {
        return locked(locked -> {
            if (!locked.opening().isFrozen()) {
                return Future.succeededFuture(new OpeningChange.Unchanged(locked.opening()));
            }
            return session.change(
                            OpeningStatements.RESUME,
                            Tuple.of(id.value(), locked.opening().revision()),
                            1,
                            "openings resumed")
                    .compose(resumed -> done(locked.opening(), Optional.empty(), Act.RESUME, new JsonObject()));
        });
    }

    private Future<OpeningChange> locked(Function<LockedOpeningRows, Future<OpeningChange>> change) {
        return LockedOpeningRows.lock(session, id)
                .compose(locked -> locked.isEmpty()
                        ? Future.succeededFuture(new OpeningChange.NoSuchOpening())
                        : change.apply(locked.get()));
    }

    private Future<OpeningChange> done(Opening before, Optional<Freeze> freeze, Act act, JsonObject detail) {
        return session.run(OpeningStatements.OVERTAKE, Tuple.of(id.value()))
                .compose(overtaken -> AuditLog.write(session, id, actor, act, detail))
                .map(new OpeningChange.Done(new Opening(
                        id,
                        before.title(),
                        before.movie(),
                        before.window(),
                        before.quotas(),
                        before.revision() + 1,
                        freeze,
                        before.movedFrom())));
    }
}
