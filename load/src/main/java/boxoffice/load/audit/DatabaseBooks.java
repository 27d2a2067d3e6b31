package boxoffice.load.audit;

import boxoffice.load.history.TicketTold;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads the books from the tables, on the writer, over one connection that is closed afterwards. */
public final class DatabaseBooks {

    private static final String QUOTAS = "SELECT id, size, issued FROM quota WHERE opening_id = ?";
    private static final String TICKETS =
            "SELECT member_id, quota_id, number, LOWER(HEX(ticket_key)) FROM ticket WHERE opening_id = ?";
    private static final String RETURNED = "SELECT COUNT(*) FROM returned_ticket WHERE opening_id = ?";

    private DatabaseBooks() {}

    /** Fails where the database cannot be read. */
    public static Future<Books> read(Vertx vertx, MySQLConnectOptions writer, String opening) {
        Tuple id = Tuple.of(Long.parseLong(opening));
        return MySQLConnection.connect(vertx, writer).compose(connection -> rows(connection, QUOTAS, id)
                .compose(quotas -> rows(connection, TICKETS, id).compose(tickets -> rows(connection, RETURNED, id)
                        .map(returned -> new Books(
                                "the writer's tables",
                                true,
                                quotas(quotas),
                                tickets.stream()
                                        .map(row -> ticket(opening, row))
                                        .toList(),
                                returned.get(0).getInteger(0)))))
                .eventually(connection::close));
    }

    private static Future<List<Row>> rows(MySQLConnection connection, String sql, Tuple id) {
        return connection.preparedQuery(sql).execute(id).map(DatabaseBooks::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static Map<String, Books.QuotaBook> quotas(List<Row> rows) {
        Map<String, Books.QuotaBook> quotas = new HashMap<>();
        rows.forEach(row ->
                quotas.put(Long.toString(row.getLong(0)), new Books.QuotaBook(row.getInteger(1), row.getInteger(2))));
        return quotas;
    }

    /** An id is the opening's and the key's, which is decision 0004. */
    private static TicketTold ticket(String opening, Row row) {
        return new TicketTold(
                row.getString(0), opening + "-" + row.getString(3), Long.toString(row.getLong(1)), row.getInteger(2));
    }
}
