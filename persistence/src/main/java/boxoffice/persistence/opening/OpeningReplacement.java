package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningDraft.QuotaDraft;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.notice.Notices;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.opening.LockedOpeningRows.LockedQuota;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operator's edit of an opening, within a transaction: all of it, or a reason why not. */
final class OpeningReplacement {

    /** A quota of the new version; {@code before} is null for a new one. */
    private record Placed(
            int position, QuotaDraft draft, @Nullable LockedQuota before) {}

    private final WriterSession session;
    private final OpeningId id;
    private final OpeningEdit edit;
    private final Actor actor;
    private final Notices notices;

    OpeningReplacement(WriterSession session, OpeningId id, OpeningEdit edit, Actor actor, Notices notices) {
        this.notices = notices;
        this.session = session;
        this.id = id;
        this.edit = edit;
        this.actor = actor;
    }

    Future<OpeningChange> apply() {
        return LockedOpeningRows.lock(session, id)
                .compose(locked -> locked.isEmpty()
                        ? Future.succeededFuture(new OpeningChange.NoSuchOpening())
                        : replace(locked.get()));
    }

    private Future<OpeningChange> replace(LockedOpeningRows current) {
        OpeningDraft draft = edit.draft();
        if (current.opening().window().hasOpenedAt(current.now())
                && !draft.opensAt().equals(current.opening().window().opensAt())) {
            return refused("it has opened at " + current.opening().window().opensAt()
                    + ": the opening time of an open one cannot move");
        }
        List<Placed> placed = new ArrayList<>();
        List<LockedQuota> dropped = new ArrayList<>(current.quotas());
        for (int i = 0; i < draft.quotas().size(); i++) {
            Optional<QuotaId> named = edit.quotaIds().get(i);
            LockedQuota before = quotaBefore(dropped, named, draft.quotas().get(i));
            if (before == null && named.isPresent()) {
                return refused("it has no quota " + named.get());
            }
            dropped.remove(before);
            placed.add(new Placed(i, draft.quotas().get(i), before));
        }
        for (LockedQuota quota : dropped) {
            if (quota.issued() > 0) {
                return refused("quota \"" + quota.name() + "\" has " + quota.issued()
                        + " tickets issued: it cannot be removed");
            }
        }
        return firstTooSmall(placed)
                .compose(reason -> reason.isPresent() ? refused(reason.get()) : write(current, placed, dropped));
    }

    private static @Nullable LockedQuota quotaBefore(
            List<LockedQuota> left, Optional<QuotaId> named, QuotaDraft draft) {
        return left.stream()
                .filter(quota -> named.map(quota.id()::equals)
                        .orElseGet(() -> quota.name().equals(draft.name())))
                .findFirst()
                .orElse(null);
    }

    /** A quota shrinks no further than its highest number that is held: numbers run from 1 to the size. */
    private Future<Optional<String>> firstTooSmall(List<Placed> placed) {
        List<Placed> shrinking = placed.stream()
                .filter(quota -> quota.before() != null
                        && quota.draft().size() < quota.before().size())
                .toList();
        return InTurn.each(shrinking, this::tooSmall)
                .map(reasons -> reasons.stream().flatMap(Optional::stream).findFirst());
    }

    private Future<Optional<String>> tooSmall(Placed quota) {
        LockedQuota before = Objects.requireNonNull(quota.before());
        return session.run(OpeningStatements.HIGHEST_HELD, Tuple.of(before.id().value()))
                .map(rows -> {
                    int highestHeld = rows.iterator().next().getInteger(0);
                    return quota.draft().size() >= highestHeld
                            ? Optional.empty()
                            : Optional.of("quota \"" + before.name() + "\" has issued number " + highestHeld + " ("
                                    + before.issued() + " tickets): it cannot shrink to "
                                    + quota.draft().size());
                });
    }

    private Future<OpeningChange> write(LockedOpeningRows locked, List<Placed> placed, List<LockedQuota> dropped) {
        Opening current = locked.opening();
        OpeningDraft draft = edit.draft();
        Optional<Instant> movedFrom = current.movedFromOnceItOpensAt(draft.opensAt(), locked.now());
        return session.change(
                        OpeningStatements.UPDATE_OPENING,
                        Openings.columns(draft)
                                .addValue(Openings.utc(movedFrom))
                                .addLong(id.value())
                                .addLong(current.revision()),
                        1,
                        "openings changed")
                .compose(updated -> InTurn.each(dropped, quota -> Openings.deleteQuota(session, quota)))
                .compose(deleted -> InTurn.each(placed, this::writeQuota))
                .map(quotas -> new Opening(
                        id,
                        draft.title(),
                        draft.movie(),
                        draft.window(),
                        quotas,
                        current.revision() + 1,
                        current.freeze(),
                        movedFrom))
                .compose(replaced -> notices.changed(session, current, replaced, locked.now())
                        .compose(planned -> AuditLog.write(session, replaced, actor, Act.REPLACE))
                        .map(new OpeningChange.Done(replaced)));
    }

    private Future<Quota> writeQuota(Placed quota) {
        LockedQuota before = quota.before();
        QuotaDraft draft = quota.draft();
        if (before == null) {
            return Openings.insertQuota(session, id, quota.position(), draft);
        }
        Tuple columns = Tuple.of(
                quota.position(),
                draft.name(),
                draft.size(),
                draft.size(),
                before.id().value(),
                before.version());
        return session.run(
                        OpeningStatements.DROP_FREED_ABOVE, Tuple.of(before.id().value(), draft.size()))
                .compose(dropped -> session.change(OpeningStatements.UPDATE_QUOTA, columns, 1, "quotas changed"))
                .map(new Quota(before.id(), draft.name(), draft.size()));
    }

    private static Future<OpeningChange> refused(String reason) {
        return Future.succeededFuture(new OpeningChange.Refused(reason));
    }
}
