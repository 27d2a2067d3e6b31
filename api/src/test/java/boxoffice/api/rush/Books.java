package boxoffice.api.rush;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.testing.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of one opening, read on the writer beside the service.
 *
 * @param quotas by id
 * @param tickets by member
 */
public record Books(Map<Long, QuotaRow> quotas, Map<String, TicketTold> tickets) {

    /** One quota's counts. */
    public record QuotaRow(int size, int issued, int highestNumber) {}

    /** Reads them as they stand now. */
    public static Books of(Sql writer, String opening) throws SQLException {
        long id = Long.parseLong(opening);
        Map<Long, QuotaRow> quotas = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : writer.rows(
                "SELECT id, size, issued, highest_number AS highest FROM quota WHERE opening_id = ? ORDER BY position",
                id)) {
            quotas.put(number(row, "id"), new QuotaRow((int) number(row, "size"), (int) number(row, "issued"), (int)
                    number(row, "highest")));
        }
        Map<String, TicketTold> tickets = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> row : writer.rows(
                "SELECT member_id AS m, LOWER(HEX(ticket_key)) AS k, quota_id AS q, number AS n, code AS c"
                        + " FROM ticket WHERE opening_id = ?",
                id)) {
            String member = String.valueOf(row.get("m"));
            tickets.put(
                    member,
                    new TicketTold(
                            member,
                            opening + "-" + row.get("k"),
                            number(row, "q"),
                            (int) number(row, "n"),
                            String.valueOf(row.get("c"))));
        }
        return new Books(quotas, tickets);
    }

    /** Rows, counts and numbers say the same of every quota, and none is beyond its size. Nothing was given back. */
    public void assertThatTheyAgree() {
        quotas.forEach((id, quota) -> {
            Set<Integer> numbers = tickets.values().stream()
                    .filter(ticket -> ticket.quota() == id)
                    .map(TicketTold::number)
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(numbers)
                    .as("the numbers of quota %d run from 1 without a gap", id)
                    .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().collect(Collectors.toSet()));
            assertThat(tickets.values().stream().filter(ticket -> ticket.quota() == id))
                    .as("no number of quota %d twice", id)
                    .hasSameSizeAs(numbers);
            assertThat(quota)
                    .as("the counts of quota %d", id)
                    .isEqualTo(new QuotaRow(quota.size(), numbers.size(), numbers.size()));
            assertThat(quota.issued()).isLessThanOrEqualTo(quota.size());
        });
        assertThat(tickets.values()).allSatisfy(ticket -> assertThat(quotas).containsKey(ticket.quota()));
    }

    /** Whoever was told of a ticket holds this very one. */
    public void assertThatAllAcknowledgedAreThere(Collection<Told> told) {
        List<TicketTold> acknowledged = told.stream()
                .filter(Told::isTicket)
                .map(Told::ticket)
                .distinct()
                .toList();
        assertThat(tickets.values()).as("every acknowledged ticket is there").containsAll(acknowledged);
    }

    /** Nobody holds a ticket without having been told. */
    public void assertThatAllHoldersWereTold(Collection<Told> told) {
        assertThat(told.stream().filter(Told::isTicket).map(Told::member).collect(Collectors.toSet()))
                .as("everybody who holds a ticket was told so")
                .containsAll(tickets.keySet());
    }

    private static long number(Map<String, @Nullable Object> row, String column) {
        return Long.parseLong(String.valueOf(row.get(column)));
    }
}
