package boxoffice.persistence.notice;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is due to be told, and to whom. Any number of processes share it: a notice is handed out once, in transactions
 * that go on where the last one committed; each delivery is leased by one process at a time, and gone when it is done.
 * What is told and not marked before a crash is told again after the lease, under the same name, so that a mail server
 * may drop the twin.
 *
 * <p>Safe from any thread. A future that fails has changed nothing, or what the same call finds done.
 */
public final class Outbox {

    /** Nobody else tells meanwhile. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private final WriterPool writer;

    /** @param writer none that claims use */
    public Outbox(WriterPool writer) {
        this.writer = writer;
    }

    /**
     * Writes deliveries of one notice that is due, to the members or the topic or both, 500 at a time.
     *
     * @return whether there was one: then there may be more to hand out
     */
    public Future<Boolean> handOut(boolean toMembers, boolean toTopic) {
        return writer.transaction(session -> session.run(NoticeStatements.NEXT, Tuple.tuple())
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(false)
                        : handOut(session, rows.iterator().next(), toMembers, toTopic)
                                .map(true)));
    }

    private static Future<Void> handOut(WriterSession session, Row next, boolean toMembers, boolean toTopic) {
        long notice = next.getLong(0);
        String after = next.getString(1);
        boolean isFirst = next.getLong(2) == 1;
        boolean isOver = next.getLong(3) == 1;
        Future<?> topic = isFirst && toTopic && !isOver
                ? session.run(NoticeStatements.HAND_TO_TOPIC, Tuple.of(notice))
                : Future.succeededFuture();
        if (!toMembers || isOver) {
            return topic.compose(handed -> handed(session, notice, null));
        }
        return topic.compose(handed -> session.run(NoticeStatements.HAND_TO_MEMBERS, Tuple.of(notice, after)))
                .compose(written -> written.rowCount() < NoticeStatements.HANDED_OUT_AT_ONCE
                        ? handed(session, notice, null)
                        : session.run(NoticeStatements.LAST_HANDED, Tuple.of(notice, after))
                                .compose(last -> handed(
                                        session, notice, last.iterator().next().getString(0))));
    }

    private static Future<Void> handed(WriterSession session, long notice, @Nullable String to) {
        Tuple columns =
                Tuple.tuple().addString(to).addInteger(to == null ? 1 : 0).addLong(notice);
        return session.change(NoticeStatements.HANDED, columns, 1, "notices handed out");
    }

    /** At most so many that are due; nobody else gets them for {@link #LEASE}. */
    public Future<List<Delivery>> lease(int max) {
        return writer.transaction(
                session -> session.run(NoticeStatements.DUE, Tuple.of(max)).compose(rows -> {
                    List<Row> due = new ArrayList<>();
                    rows.forEach(due::add);
                    return InTurn.each(due, row -> lease(session, row));
                }));
    }

    private static Future<Delivery> lease(WriterSession session, Row row) {
        long notice = row.getLong(0);
        String member = row.getString(1);
        return session.change(
                        NoticeStatements.LEASE, Tuple.of(LEASE.toSeconds(), notice, member), 1, "deliveries leased")
                .compose(leased -> session.run(NoticeStatements.CONTENT, Tuple.of(notice)))
                .map(contents -> {
                    Row content = contents.iterator().next();
                    return new Delivery(
                            notice,
                            member,
                            row.getString(2),
                            row.getInteger(3) + 1,
                            new OpeningId(content.getLong(0)),
                            Kind.valueOf(content.getString(1)),
                            new JsonObject(content.getString(2)),
                            content.getLong(3) == 1);
                });
    }

    /** It is told. */
    public Future<Void> told(Delivery delivery) {
        return end(delivery, NoticeStatements.COUNT_TOLD);
    }

    /** It is not told any more. */
    public Future<Void> gaveUp(Delivery delivery) {
        return end(delivery, NoticeStatements.COUNT_GIVEN_UP);
    }

    /** It could not be told now. */
    public Future<Void> later(Delivery delivery, Duration pause) {
        Tuple columns = Tuple.of(pause.toSeconds(), delivery.notice(), delivery.member());
        return writer.transaction(session -> session.run(NoticeStatements.AGAIN, columns))
                .mapEmpty();
    }

    private Future<Void> end(Delivery delivery, String count) {
        return writer.transaction(
                session -> session.run(NoticeStatements.DONE, Tuple.of(delivery.notice(), delivery.member()))
                        .compose(gone -> gone.rowCount() == 0
                                ? Future.succeededFuture()
                                : session.change(count, Tuple.of(delivery.notice()), 1, "notices counted")));
    }
}
