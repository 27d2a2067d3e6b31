package boxoffice.persistence.ticket;

import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketId;
import boxoffice.persistence.ticket.RecentWrites.Write;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes in the order they came, each over the one that came a whole ring before, and found by their member. All stands
 * in arrays that are there from the beginning, so that a crowd's tickets are no objects for a collection to copy. Not
 * safe from several threads; times are of one clock, in ns.
 */
final class WriteRing {

    /** For one member, the newest first. */
    private static final int LOOKED_AT_MAX = 16;

    private final long keptNanos;
    private final WriteSlots slots;
    private final @Nullable MemberId[] members;
    private final long[] writtenNanos;

    /** The number of the write before, among those whose members share a place in {@link #newest}; 0 for none. */
    private final long[] before;

    /** Of the members with this place, the number of the newest write; 0 for none. */
    private final long[] newest;

    /** Writes are numbered from 1 on. */
    private long last;

    /** @param count of writes; a power of two */
    WriteRing(int count, Duration kept) {
        keptNanos = kept.toNanos();
        slots = new WriteSlots(count);
        members = new MemberId[count];
        writtenNanos = new long[count];
        before = new long[count];
        newest = new long[2 * count];
    }

    void got(Ticket ticket, long now) {
        if (!knows(ticket, now)) {
            slots.putGot(add(ticket.member(), now), ticket);
        }
    }

    void gaveBack(MemberId member, TicketId ticket, long now) {
        slots.putGivenBack(add(member, now), ticket);
    }

    /** The latest write for each ticket, oldest first. */
    List<Write> of(MemberId member, long now) {
        Deque<Write> writes = new ArrayDeque<>();
        Set<TicketId> seen = new HashSet<>();
        long write = newest[place(member)];
        for (int i = 0; i < LOOKED_AT_MAX && isKept(write, now); i++) {
            int slot = slot(write);
            if (member.equals(members[slot])) {
                Write one = slots.get(slot, member);
                if (seen.add(one.ticket())) {
                    writes.addFirst(one);
                }
            }
            write = before[slot];
        }
        return List.copyOf(writes);
    }

    private boolean knows(Ticket ticket, long now) {
        long write = newest[place(ticket.member())];
        for (int i = 0; i < LOOKED_AT_MAX && isKept(write, now); i++) {
            int slot = slot(write);
            if (slots.isOf(slot, ticket.id())) {
                return true;
            }
            write = before[slot];
        }
        return false;
    }

    private int add(MemberId member, long now) {
        int place = place(member);
        last++;
        int slot = slot(last);
        members[slot] = member;
        writtenNanos[slot] = now;
        before[slot] = newest[place];
        newest[place] = last;
        return slot;
    }

    /** In the place of a write that is a whole ring old stands another's: there is no use in looking further. */
    private boolean isKept(long write, long now) {
        return write > 0 && write > last - members.length && now - writtenNanos[slot(write)] < keptNanos;
    }

    private int slot(long write) {
        return (int) write & (members.length - 1);
    }

    private int place(MemberId member) {
        return (member.spreadHash() >>> 8) & (newest.length - 1);
    }
}
