package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What the servers say of themselves, for people who look before an opening. Safe from any thread. */
public final class ServerFacts {

    private static final String OF_THE_WRITER = "SELECT UTC_TIMESTAMP(6), @@global.max_connections";
    private static final String OF_A_READER = "SELECT @@global.max_connections";

    private final WriterPool writer;
    private final ReaderPool reader;
    private final Clock clock;

    /** @param clock of this machine, which the writer's is compared with */
    public ServerFacts(WriterPool writer, ReaderPool reader, Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Of the writer.
     *
     * @param ahead how far its clock, by which openings open, is ahead of this machine's
     */
    public record OfTheWriter(Duration ahead, int connectionsMax) {}

    /** Fails as transactions do. */
    public Future<OfTheWriter> writer() {
        return writer.transaction(session -> {
            Instant before = clock.instant();
            return session.run(OF_THE_WRITER, Tuple.tuple()).map(rows -> {
                Row row = rows.iterator().next();
                Instant middle =
                        before.plus(Duration.between(before, clock.instant()).dividedBy(2));
                Instant told = row.getLocalDateTime(0).toInstant(ZoneOffset.UTC);
                return new OfTheWriter(Duration.between(middle, told), row.getInteger(1));
            });
        });
    }

    /** How many connections one of the readers takes; fails as reads do. */
    public Future<Integer> readerConnectionsMax() {
        return reader.query(OF_A_READER, Tuple.tuple())
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
