package boxoffice.load.audit;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.TicketTold;
import boxoffice.load.plan.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A rush as told by hand: three tickets and five members, all honest, until a test bends it. Times in milliseconds. */
final class Story {

    static final int SIZE = 3;
    private static final String QUOTA = "7";

    final List<Attempt> attempts = new ArrayList<>();
    final List<TicketTold> rows = new ArrayList<>();
    int issued = SIZE;
    boolean complete = true;

    /** a, b, c get numbers 1, 2, 3 one after the other; d and e come too late. */
    static Story honest() {
        Story story = new Story();
        story.granted("a", 1, 0, 10);
        story.granted("b", 2, 20, 30);
        story.granted("c", 3, 40, 50);
        story.claimed("d", 60, 70, 409, "sold-out", null);
        story.claimed("e", 61, 71, 409, "sold-out", null);
        return story;
    }

    static TicketTold ticket(String member, int number) {
        return new TicketTold(member, "1-" + member + number, QUOTA, number);
    }

    void granted(String member, int number, long sent, long ended) {
        TicketTold ticket = ticket(member, number);
        rows.add(ticket);
        claimed(member, sent, ended, 201, "", ticket);
    }

    void claimed(String member, long sent, long ended, int status, String problem, @Nullable TicketTold ticket) {
        attempts.add(attempt(member, Act.CLAIM, sent, ended, status, problem, ticket, true));
    }

    void gaveBack(String member, int number, long sent, long ended) {
        rows.remove(ticket(member, number));
        issued--;
        attempts.add(attempt(member, Act.GIVE_BACK, sent, ended, 204, "", ticket(member, number), true));
    }

    static Attempt attempt(
            String member,
            Act act,
            long sent,
            long ended,
            int status,
            String problem,
            @Nullable TicketTold ticket,
            boolean last) {
        return new Attempt(
                member, act, nanos(sent), nanos(sent), nanos(sent), nanos(ended), status, problem, ticket, last);
    }

    History history() {
        return new History(attempts);
    }

    Books books() {
        return new Books("a story", complete, Map.of(QUOTA, new Books.QuotaBook(SIZE, issued)), rows, 0);
    }

    Audit audit(Limits limits) {
        return Audit.of(history(), books(), limits);
    }

    /** The promises that are broken in it. */
    List<String> broken() {
        return audit(Limits.none()).checks().stream()
                .filter(Check::hasFailed)
                .map(Check::promise)
                .toList();
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
