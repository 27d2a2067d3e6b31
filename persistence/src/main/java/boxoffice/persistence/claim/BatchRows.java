package boxoffice.persistence.claim;

import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.ticket.Ticket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tickets in the form in which the statements take them: {@link ClaimStatements} says what it means. */
final class BatchRows {

    private BatchRows() {}

    /** Sorted by member, the order of the primary key, so that two batches never lock its pages crosswise. */
    static String json(Collection<Ticket> tickets) {
        JsonArray rows = new JsonArray();
        tickets.stream()
                .sorted(Comparator.comparing(ticket -> ticket.member().value()))
                .forEach(ticket -> rows.add(new JsonObject()
                        .put("q", ticket.quota().value())
                        .put("n", ticket.number())
                        .put("m", ticket.member().value())
                        .put("k", ticket.id().key().toHex())
                        .put("c", ticket.code().value())));
        return rows.encode();
    }

    /** Adds the proof of one quota's new tickets to the parameters. */
    static Tuple addProof(Tuple parameters, StockChange change, List<Ticket> tickets) {
        List<Ticket> reused = reused(change, tickets);
        int fresh = tickets.size() - reused.size();
        List<String> keys = tickets.stream()
                .map(ticket -> ticket.id().key().toHex())
                .sorted()
                .toList();
        return parameters
                .addLong(change.quota().value())
                .addInteger(change.highestNumber() - fresh + 1)
                .addInteger(change.highestNumber())
                .addString(keys.get(0))
                .addString(keys.get(keys.size() - 1))
                .addString(json(reused));
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
