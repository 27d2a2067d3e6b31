package boxoffice.persistence.claim;

import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.ticket.Ticket;
import io.vertx.core.json.JsonArray;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tickets in the form in which the statements take them: {@link ClaimStatements} says what it means. */
final class BatchRows {

    private BatchRows() {}

    /** Sorted by member, the order of the key one_ticket, so that a batch goes through its pages once. */
    static String json(Collection<Ticket> tickets) {
        JsonArray rows = new JsonArray();
        tickets.stream()
                .sorted(Comparator.comparing(ticket -> ticket.member().value()))
                .forEach(ticket -> rows.add(JsonArray.of(
                        ticket.quota().value(),
                        ticket.number(),
                        ticket.code().value(),
                        ticket.id().key().toHex(),
                        ticket.member().value())));
        return rows.encode();
    }

    /** Those of the tickets that have a number which was given back. */
    static List<Ticket> reused(StockChange change, List<Ticket> tickets) {
        if (change.reusedNumbers().isEmpty()) {
            return List.of();
        }
        Set<Integer> numbers = new HashSet<>(change.reusedNumbers());
        return tickets.stream()
                .filter(ticket -> numbers.contains(ticket.number()))
                .toList();
    }
}
