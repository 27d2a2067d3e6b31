package boxoffice.persistence.faults;

import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.testing.Sql;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables hold of one opening, read on the writer when all is over. */
public record Stored(List<QuotaRow> quotas, List<TicketRow> tickets) {

    /** One quota's counts. */
    public record QuotaRow(String id, int size, int issued, int highestNumber) {}

    /** One ticket. */
    public record TicketRow(String member, String quota, int number) {}

    public static Stored of(Sql writer, OpeningId opening) throws SQLException {
        List<QuotaRow> quotas = writer
                .rows(
                        "SELECT id AS i, size AS s, issued AS n, highest_number AS h FROM quota WHERE opening_id = ?",
                        opening.value())
                .stream()
                .map(row -> new QuotaRow(
                        String.valueOf(row.get("i")), number(row.get("s")), number(row.get("n")), number(row.get("h"))))
                .toList();
        List<TicketRow> tickets = writer
                .rows(
                        "SELECT member_id AS m, quota_id AS q, number AS n FROM ticket WHERE opening_id = ?",
                        opening.value())
                .stream()
                .map(row ->
                        new TicketRow(String.valueOf(row.get("m")), String.valueOf(row.get("q")), number(row.get("n"))))
                .toList();
        return new Stored(quotas, tickets);
    }

    private static int number(@Nullable Object value) {
        return Integer.parseInt(String.valueOf(value));
    }
}
