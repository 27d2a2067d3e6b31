package boxoffice.persistence.notice;

import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * Members who asked to be told of openings, and their addresses. Written by a way that claims do not use; read from a
 * reader, which may lag, since every page of a crowd asks. Safe from any thread; doing it again changes nothing.
 */
public final class Subscriptions {

    private final WriterPool writer;
    private final ReaderPool reader;

    /** @param writer none that claims use */
    public Subscriptions(WriterPool writer, ReaderPool reader) {
        this.reader = reader;
        this.writer = writer;
    }

    public Future<Void> subscribe(MemberId member, String email) {
        return writer.transaction(
                        session -> session.run(NoticeStatements.SUBSCRIBE, Tuple.of(member.value(), email, email)))
                .mapEmpty();
    }

    public Future<Void> unsubscribe(MemberId member) {
        return writer.transaction(session -> session.run(NoticeStatements.UNSUBSCRIBE, Tuple.of(member.value())))
                .mapEmpty();
    }

    /** Where the member is told; empty for not at all. */
    public Future<Optional<String>> address(MemberId member) {
        return reader.query(NoticeStatements.SUBSCRIPTION, Tuple.of(member.value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString(0)));
    }
}
