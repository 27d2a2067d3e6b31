package boxoffice.persistence.audit;

import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterSession;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks on the reader; what is not well there is read again on the writer, in one transaction that sees one moment. */
final class SqlBooks implements Books {

    /** An opening that has ended is looked at for so long: tickets are given back after the end too. */
    static final Duration ENDED_LATELY = Duration.ofHours(1);

    static final int OPENINGS_MAX = 500;
    static final int LOST_MAX = 20;

    /** Runs one statement, on whichever server. */
    private interface Server {

        Future<RowSet<Row>> run(String sql, Tuple arguments);
    }

    private final ReaderPool reader;
    private final WriterPool writer;

    SqlBooks(ReaderPool reader, WriterPool writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public Future<List<Listed>> listed() {
        return reader.query(AuditStatements.LISTED, Tuple.of(ENDED_LATELY.toSeconds(), OPENINGS_MAX))
                .map(Listed::of);
    }

    @Override
    public Future<Optional<QuotaBooks>> quota(Listed listed) {
        return quota(reader::query, listed);
    }

    @Override
    public Future<List<Lost>> lost(List<Listed> listed) {
        return lost(reader::query, listed);
    }

    @Override
    public Future<List<String>> breaches(OpeningId opening) {
        return writer.session(session -> session.snapshot()
                .compose(begun -> session.run(AuditStatements.IS_WRITER, Tuple.tuple()))
                .compose(rows ->
                        rows.iterator().next().getInteger(0) == 1 ? breaches(session, opening) : session.demoted()));
    }

    private static Future<List<String>> breaches(WriterSession session, OpeningId opening) {
        return session.run(AuditStatements.QUOTAS, Tuple.of(opening.value())).compose(rows -> {
            List<Listed> listed = Listed.of(rows);
            return InTurn.each(listed, one -> quota(session::run, one)).compose(quotas -> lost(session::run, listed)
                    .compose(lost -> session.rollback().map(breaches(opening, quotas, lost))));
        });
    }

    private static List<String> breaches(OpeningId opening, List<Optional<QuotaBooks>> quotas, List<Lost> lost) {
        Stream<String> ofQuotas = quotas.stream().flatMap(Optional::stream).flatMap(quota -> quota.breaches().stream());
        Stream<String> ofLost = lost.stream()
                .filter(one -> one.opening().equals(opening))
                .map(one -> "there are tickets of quota " + one.quota() + ", which does not exist");
        return Stream.concat(ofQuotas, ofLost).toList();
    }

    private static Future<Optional<QuotaBooks>> quota(Server server, Listed listed) {
        return InTurn.each(NumberRange.covering(listed.numbers()), range -> tally(server, listed, range))
                .map(parts -> parts.stream().flatMap(Optional::stream).reduce(QuotaBooks::plus));
    }

    private static Future<Optional<QuotaBooks>> tally(Server server, Listed listed, NumberRange range) {
        Tuple arguments = Tuple.of(listed.opening().value());
        for (int part = 0; part < 3; part++) {
            arguments.addLong(listed.quota().value()).addInteger(range.from()).addInteger(range.to());
        }
        return server.run(
                        AuditStatements.TALLY, arguments.addLong(listed.quota().value()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(QuotaBooks.of(listed, rows.iterator().next())));
    }

    /** An opening's first quotas have neighbouring ids: one that is gone was not far below the lowest that is left. */
    private static Future<List<Lost>> lost(Server server, List<Listed> listed) {
        if (listed.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        long lowest =
                listed.stream().mapToLong(one -> one.quota().value()).min().getAsLong();
        Tuple arguments = Tuple.of(lowest - OpeningDraft.QUOTAS_MAX, LOST_MAX);
        return server.run(AuditStatements.LOST, arguments).map(rows -> {
            List<Lost> lost = new ArrayList<>(rows.size());
            for (Row row : rows) {
                if (row.getValue(1) != null) { // else its last ticket has gone meanwhile
                    lost.add(new Lost(new QuotaId(row.getLong(0)), new OpeningId(row.getLong(1))));
                }
            }
            return lost;
        });
    }
}
