package boxoffice.persistence.ticket;

import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What this process has just written for its members, until every reader has it: read-your-writes without asking the
 * writer. Bounded in number and time; a member who falls out sees what the readers know. Safe from any thread.
 */
public final class RecentWrites {

    /** Longer than a reader may lag before it counts as dead. */
    public static final Duration KEPT = Duration.ofMinutes(1);

    public static final int MEMBERS_MAX = 100_000;

    /** Of one member; the oldest go first. */
    static final int WRITES_MAX = 8;

    /** A ticket got, or given back. */
    sealed interface Write {

        TicketId ticket();

        record Got(Ticket whole) implements Write {

            @Override
            public TicketId ticket() {
                return whole.id();
            }
        }

        record GaveBack(TicketId ticket) implements Write {}
    }

    private final Cache<MemberId, List<Write>> writes;

    public RecentWrites() {
        this(Ticker.systemTicker());
    }

    RecentWrites(Ticker ticker) {
        writes = Caffeine.newBuilder()
                .maximumSize(MEMBERS_MAX)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .executor(Runnable::run) // housekeeping is short; waking another thread for it is not
                .build();
    }

    /** The member holds this ticket, durably. */
    public void got(Ticket ticket) {
        add(ticket.member(), new Write.Got(ticket));
    }

    /** The member has given this ticket back, durably. */
    void gaveBack(MemberId member, TicketId ticket) {
        add(member, new Write.GaveBack(ticket));
    }

    /** The latest write for each ticket, oldest first. */
    List<Write> of(MemberId member) {
        List<Write> recent = writes.getIfPresent(member);
        return recent == null ? List.of() : List.copyOf(recent);
    }

    private void add(MemberId member, Write write) {
        writes.asMap().merge(member, List.of(write), RecentWrites::appended);
    }

    /** Lists are never changed once they are in the cache. */
    private static List<Write> appended(List<Write> before, List<Write> write) {
        TicketId ticket = write.get(0).ticket();
        List<Write> kept = new ArrayList<>(before.size() + 1);
        for (Write earlier : before) {
            if (!earlier.ticket().equals(ticket)) {
                kept.add(earlier);
            }
        }
        kept.addAll(write);
        if (kept.size() > WRITES_MAX) {
            Write oldest = kept.remove(0);
            assert !oldest.ticket().equals(ticket);
        }
        return kept;
    }
}
