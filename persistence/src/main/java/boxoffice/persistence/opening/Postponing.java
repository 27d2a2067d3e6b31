package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningDraft.QuotaDraft;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.notice.Notices;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Moves the time of one opening within a transaction, behind the lock that claims take: after the COMMIT of a move none
 * is granted before the new time.
 */
final class Postponing {

    private final WriterSession session;
    private final OpeningId id;
    private final Actor actor;
    private final Notices notices;

    Postponing(WriterSession session, OpeningId id, Actor actor, Notices notices) {
        this.notices = notices;
        this.session = session;
        this.id = id;
        this.actor = actor;
    }

    Future<OpeningChange> moveTo(Instant opensAt, Optional<Instant> closesAt, String reason) {
        return LockedOpeningRows.lock(session, id)
                .compose(locked -> locked.isEmpty()
                        ? Future.succeededFuture(new OpeningChange.NoSuchOpening())
                        : move(locked.get(), opensAt, closesAt, reason));
    }

    private Future<OpeningChange> move(
            LockedOpeningRows locked, Instant opensAt, Optional<Instant> closesAt, String reason) {
        Opening before = locked.opening();
        OpeningDraft draft = draft(before, opensAt, closesAt);
        if (draft.opensAt().equals(before.window().opensAt())
                && draft.closesAt().equals(before.window().closesAt())) {
            return Future.succeededFuture(new OpeningChange.Unchanged(before));
        }
        return fault(locked, draft)
                .map(fault -> Future.<OpeningChange>succeededFuture(new OpeningChange.Refused(fault)))
                .orElseGet(() -> write(locked, draft, reason));
    }

    private static Optional<String> fault(LockedOpeningRows locked, OpeningDraft draft) {
        Opening before = locked.opening();
        if (before.window().hasOpenedAt(locked.now())) {
            return Optional.of(
                    "it has opened at " + before.window().opensAt() + ": the opening time of an open one cannot move");
        } else if (!draft.opensAt().isAfter(locked.now())) {
            return Optional.of("opensAt is over: an opening is moved to a time ahead");
        }
        return draft.problems().stream()
                .findFirst()
                .map(problem -> problem.pointer().substring(1) + " " + problem.detail());
    }

    /** It is open for as long as before, where nothing else was said. */
    private static OpeningDraft draft(Opening before, Instant opensAt, Optional<Instant> closesAt) {
        Duration length =
                Duration.between(before.window().opensAt(), before.window().closesAt());
        List<QuotaDraft> quotas = before.quotas().stream()
                .map(quota -> new QuotaDraft(quota.name(), quota.size()))
                .toList();
        return new OpeningDraft(
                before.title(),
                before.movie(),
                before.window().announcesAt(),
                opensAt,
                closesAt.orElseGet(() -> opensAt.plus(length)),
                quotas);
    }

    private Future<OpeningChange> write(LockedOpeningRows locked, OpeningDraft draft, String reason) {
        Opening before = locked.opening();
        Opening moved = new Opening(
                id,
                before.title(),
                before.movie(),
                draft.window(),
                before.quotas(),
                before.revision() + 1,
                before.freeze(),
                before.movedFromOnceItOpensAt(draft.opensAt(), locked.now()));
        return session.change(
                        OpeningStatements.UPDATE_OPENING,
                        Openings.columns(draft)
                                .addValue(Openings.utc(moved.movedFrom()))
                                .addLong(id.value())
                                .addLong(before.revision()),
                        1,
                        "openings moved")
                .compose(updated -> session.run(OpeningStatements.OVERTAKE, Tuple.of(id.value())))
                .compose(overtaken -> notices.changed(session, before, moved, locked.now()))
                .compose(planned -> AuditLog.write(session, id, actor, Act.POSTPONE, detail(before, draft, reason)))
                .map(new OpeningChange.Done(moved));
    }

    private static JsonObject detail(Opening before, OpeningDraft draft, String reason) {
        return new JsonObject()
                .put("reason", reason)
                .put("fromOpensAt", before.window().opensAt().toString())
                .put("fromClosesAt", before.window().closesAt().toString())
                .put("opensAt", draft.opensAt().toString())
                .put("closesAt", draft.closesAt().toString());
    }
}
