package boxoffice.load.rush;

import boxoffice.load.audit.Books;
import boxoffice.load.client.Connection;
import boxoffice.load.client.Dialler;
import boxoffice.load.history.TicketTold;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads the books as members see them: everybody's tickets, and the opening's counts. The weaker audit, since it
 * believes the service: it cannot see a ticket that nobody of the crowd holds, nor a row that the service hides. Counts
 * may be old, so they are asked for again for a while until they agree with the tickets.
 */
public final class HttpBooks {

    private static final int AT_ONCE = 16;
    private static final int COUNTS_ASKED_MAX = 50;
    private static final Duration COUNTS_AGAIN = Duration.ofMillis(100);

    private final Vertx vertx;
    private final Dialler dialler;
    private final RushResult result;
    private final Openings openings;
    private final Deque<Connection> idle = new ArrayDeque<>();

    private HttpBooks(Vertx vertx, Dialler dialler, RushResult result) {
        this.vertx = vertx;
        this.dialler = dialler;
        this.result = result;
        this.openings = new Openings(vertx, dialler.connection(), dialler.requests());
    }

    /** To be called on an event loop. Fails where a member's tickets cannot be read. */
    public static Future<Books> read(Vertx vertx, Dialler dialler, RushResult result) {
        return new HttpBooks(vertx, dialler, result).read();
    }

    private Future<Books> read() {
        List<Map.Entry<String, String>> members = List.copyOf(result.tokens().entrySet());
        return Paced.run(
                        members.size(),
                        AT_ONCE,
                        i -> tickets(members.get(i).getKey(), members.get(i).getValue()))
                .map(all -> all.stream().flatMap(List::stream).toList())
                .compose(tickets -> counts(tickets, COUNTS_ASKED_MAX));
    }

    private Future<List<TicketTold>> tickets(String member, String token) {
        Connection connection = idle.isEmpty() ? dialler.connection() : idle.remove();
        return connection.send(dialler.requests().get("/api/tickets", token)).map(answer -> {
            idle.add(connection);
            List<TicketTold> tickets = new ArrayList<>();
            answer.json(200).getJsonArray("tickets").stream()
                    .map(JsonObject.class::cast)
                    .filter(json -> result.opening().id().equals(json.getString("openingId")))
                    .forEach(json -> tickets.add(new TicketTold(
                            member, json.getString("id"), json.getString("quotaId"), json.getInteger("number"))));
            return tickets;
        });
    }

    private Future<Books> counts(List<TicketTold> tickets, int asks) {
        return openings.show(result.opening().id()).compose(opening -> {
            Books books = books(tickets, opening);
            boolean agree = opening.quotas().stream()
                            .mapToInt(quota -> quota.size() - quota.remaining())
                            .sum()
                    == tickets.size();
            return agree || asks == 0 || !books.complete()
                    ? Future.succeededFuture(books)
                    : vertx.timer(COUNTS_AGAIN.toMillis()).compose(later -> counts(tickets, asks - 1));
        });
    }

    private Books books(List<TicketTold> tickets, Opening opening) {
        return new Books(
                "members' own tickets over HTTP (the weaker audit)",
                result.madeHere(),
                opening.quotas().stream()
                        .collect(Collectors.toMap(
                                Opening.Quota::id,
                                quota -> new Books.QuotaBook(quota.size(), quota.size() - quota.remaining()))),
                tickets,
                0);
    }
}
