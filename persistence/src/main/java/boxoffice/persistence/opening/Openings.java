package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.notice.Notices;
import boxoffice.persistence.opening.AuditEntry.Act;
import boxoffice.persistence.opening.LockedOpeningRows.LockedQuota;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.mysqlclient.MySQLClient;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What operators do to openings: on the writer, each change in one transaction behind the same lock as claims, with an
 * entry in the {@link AuditLog}. Drafts must be free of {@linkplain OpeningDraft#problems() problems}.
 *
 * <p>Safe from any thread. Futures fail with {@link boxoffice.persistence.pool.OutcomeUnknownException} when it is open
 * whether the change was made, and with the driver's exception when it was not.
 */
public final class Openings {

    private final WriterPool writer;
    private final OpeningBoard board;
    private final Function<OpeningId, Future<Void>> changed;
    private final Notices notices;

    /** With reminders at the usual time; the rest as below. */
    public Openings(WriterPool writer, OpeningBoard board, Function<OpeningId, Future<Void>> changed) {
        this(writer, board, changed, new Notices(Notices.REMINDER_DEFAULT));
    }

    /**
     * @param board is told of every change, so that who made it sees it in the next read
     * @param changed is told of every change of an opening after COMMIT; the operator is told when that is done
     * @param notices plans what members are told of a change, in its transaction
     */
    public Openings(WriterPool writer, OpeningBoard board, Function<OpeningId, Future<Void>> changed, Notices notices) {
        this.notices = notices;
        this.writer = writer;
        this.board = board;
        this.changed = changed;
    }

    public Future<Opening> create(OpeningDraft draft, Actor actor) {
        return writer.transaction(session -> session.run(OpeningStatements.INSERT_OPENING, columns(draft))
                        .map(inserted -> new OpeningId(insertedId(inserted)))
                        .compose(opening -> insertQuotas(session, opening, draft)
                                .map(quotas ->
                                        new Opening(opening, draft.title(), draft.movie(), draft.window(), quotas, 1)))
                        .compose(created -> notices.created(session, created)
                                .compose(planned -> AuditLog.write(session, created, actor, Act.CREATE))
                                .map(created)))
                .compose(this::proven)
                .onSuccess(board::written);
    }

    /**
     * Replaces an opening by a new version. An open one never moves its opening time, and no issued ticket loses its
     * place.
     */
    public Future<OpeningChange> replace(OpeningId id, OpeningEdit edit, Actor actor) {
        return writer.transaction(session -> new OpeningReplacement(session, id, edit, actor, notices).apply())
                .compose(this::told);
    }

    /**
     * Grants no ticket of it any more until it is resumed. When the future completes, nobody is told anything else. One
     * that is frozen already stays so, with its reason.
     *
     * @param reason without a {@linkplain boxoffice.domain.opening.Freeze#faultOf fault}
     */
    public Future<OpeningChange> freeze(OpeningId id, String reason, Actor actor) {
        return writer.transaction(session -> new Freezing(session, id, actor).freeze(reason))
                .compose(this::told);
    }

    /** Grants tickets of it again, as its window says. */
    public Future<OpeningChange> resume(OpeningId id, Actor actor) {
        return writer.transaction(session -> new Freezing(session, id, actor).resume())
                .compose(this::told);
    }

    /**
     * Moves the time of an opening that has not opened yet; members who know of it are told from when to when.
     *
     * @param closesAt empty: it is open for as long as before
     * @param reason for operators, without a {@linkplain boxoffice.domain.opening.Freeze#faultOf fault}
     */
    public Future<OpeningChange> postpone(
            OpeningId id, Instant opensAt, Optional<Instant> closesAt, String reason, Actor actor) {
        return writer.transaction(
                        session -> new Postponing(session, id, actor, notices).moveTo(opensAt, closesAt, reason))
                .compose(this::told);
    }

    /** An earlier change of which nobody was told may be what is found done: it is told in the same way. */
    private Future<OpeningChange> told(OpeningChange change) {
        if (change instanceof OpeningChange.Done done) {
            return proven(done.opening())
                    .onSuccess(board::written)
                    .compose(proven -> changed.apply(proven.id()))
                    .map(change);
        } else if (change instanceof OpeningChange.Unchanged unchanged) {
            board.written(unchanged.opening());
            return changed.apply(unchanged.opening().id()).map(change);
        }
        return Future.succeededFuture(change);
    }

    /** Removes an opening of which no ticket is held. */
    public Future<OpeningChange> delete(OpeningId id, Actor actor) {
        return writer.transaction(session -> delete(session, id, actor)).compose(change -> {
            if (change instanceof OpeningChange.Done done) {
                board.deleted(done.opening());
                return changed.apply(id).map(change);
            }
            return Future.succeededFuture(change);
        });
    }

    private Future<OpeningChange> delete(WriterSession session, OpeningId id, Actor actor) {
        return LockedOpeningRows.lock(session, id).compose(locked -> {
            if (locked.isEmpty()) {
                return Future.succeededFuture(new OpeningChange.NoSuchOpening());
            }
            int issued =
                    locked.get().quotas().stream().mapToInt(LockedQuota::issued).sum();
            if (issued > 0) {
                return Future.succeededFuture(new OpeningChange.Refused(
                        issued + " tickets are held: an opening with tickets cannot be deleted"));
            }
            return InTurn.each(locked.get().quotas(), quota -> deleteQuota(session, quota))
                    .compose(deleted -> session.change(
                            OpeningStatements.DELETE_OPENING,
                            Tuple.of(id.value(), locked.get().opening().revision()),
                            1,
                            "openings deleted"))
                    .compose(deleted -> notices.withdrawn(
                            session, locked.get().opening(), locked.get().now()))
                    .compose(withdrawn -> AuditLog.write(session, locked.get().opening(), actor, Act.DELETE))
                    .map(new OpeningChange.Done(locked.get().opening()));
        });
    }

    /** Only one of which still no ticket is held, whatever has happened since it was locked. */
    static Future<Void> deleteQuota(WriterSession session, LockedQuota quota) {
        return session.run(
                        OpeningStatements.DROP_FREED_ABOVE, Tuple.of(quota.id().value(), 0))
                .compose(dropped -> session.change(
                        OpeningStatements.DELETE_QUOTA,
                        Tuple.of(quota.id().value(), quota.version()),
                        1,
                        "quotas deleted"));
    }

    /** A server may roll back without a word and still answer COMMIT with success: look before it is told. */
    private Future<Opening> proven(Opening written) {
        return writer.transaction(session -> session.run(
                        OpeningStatements.READ_BACK, Tuple.of(written.id().value())))
                .compose(rows -> isThere(written, rows)
                        ? Future.succeededFuture(written)
                        : Future.failedFuture(new OvertakenException("the opening is not there after COMMIT")))
                .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
    }

    private static boolean isThere(Opening written, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return false;
        }
        Row row = rows.iterator().next();
        boolean ours = row.getLong(0) == written.revision()
                && row.getInteger(1) == written.quotas().size();
        return ours || row.getLong(0) > written.revision(); // somebody has replaced ours already
    }

    static Future<Quota> insertQuota(
            WriterSession session, OpeningId opening, int position, OpeningDraft.QuotaDraft quota) {
        return session.run(
                        OpeningStatements.INSERT_QUOTA, Tuple.of(opening.value(), position, quota.name(), quota.size()))
                .map(inserted -> new Quota(new QuotaId(insertedId(inserted)), quota.name(), quota.size()));
    }

    static Tuple columns(OpeningDraft draft) {
        return Tuple.of(
                draft.title(), draft.movie(), utc(draft.announcesAt()), utc(draft.opensAt()), utc(draft.closesAt()));
    }

    private static Future<List<Quota>> insertQuotas(WriterSession session, OpeningId opening, OpeningDraft draft) {
        List<Integer> positions = new ArrayList<>();
        IntStream.range(0, draft.quotas().size()).forEach(positions::add);
        return InTurn.each(
                positions,
                position ->
                        insertQuota(session, opening, position, draft.quotas().get(position)));
    }

    private static long insertedId(RowSet<Row> inserted) {
        return inserted.property(MySQLClient.LAST_INSERTED_ID);
    }

    static @Nullable LocalDateTime utc(Optional<Instant> instant) {
        return instant.map(Openings::utc).orElse(null);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
