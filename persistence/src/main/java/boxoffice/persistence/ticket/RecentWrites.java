package boxoffice.persistence.ticket;

import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketId;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * What this process has just written for its members, until every reader has it: read-your-writes without asking the
 * writer. Bounded in number and time; a member who falls out sees what the readers know. Safe from any thread; who
 * waits there waits for another's few steps in memory.
 */
public final class RecentWrites {

    /** Longer than a reader may lag before it counts as dead. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Threads that tell two members of their tickets seldom wait for each other. */
    private static final int RINGS = 16;

    /** In all 131,072 writes in 13 MB. */
    private static final int WRITES_MAX = 8_192;

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

    private final LongSupplier nanoClock;
    private final List<WriteRing> rings;

    public RecentWrites() {
        this(System::nanoTime, RINGS, WRITES_MAX);
    }

    /**
     * @param rings each for some of the members
     * @param writesMax of each ring; a power of two
     */
    RecentWrites(LongSupplier nanoClock, int rings, int writesMax) {
        this.nanoClock = nanoClock;
        this.rings = IntStream.range(0, rings)
                .mapToObj(ring -> new WriteRing(writesMax, KEPT))
                .toList();
    }

    /** The member holds this ticket, durably. Told again, or after it was given back, it changes nothing. */
    public void got(Ticket ticket) {
        long now = nanoClock.getAsLong();
        WriteRing ring = ring(ticket.member());
        synchronized (ring) {
            ring.got(ticket, now);
        }
    }

    /** The member has given this ticket back, durably. */
    void gaveBack(MemberId member, TicketId ticket) {
        long now = nanoClock.getAsLong();
        WriteRing ring = ring(member);
        synchronized (ring) {
            ring.gaveBack(member, ticket, now);
        }
    }

    /** The latest write for each ticket, oldest first. */
    List<Write> of(MemberId member) {
        long now = nanoClock.getAsLong();
        WriteRing ring = ring(member);
        synchronized (ring) {
            return ring.of(member, now);
        }
    }

    private WriteRing ring(MemberId member) {
        return rings.get((member.spreadHash() >>> 28) % rings.size()); // bits that a ring does not look at
    }
}
