package boxoffice.persistence.ticket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tickets that were got or given back, as 64 bytes each. Not safe from several threads. */
final class WriteSlots {

    private static final int BYTES = 64;
    private static final int OPENING = 0;
    private static final int KEY_HIGH = 8;
    private static final int KEY_LOW = 16;
    private static final int QUOTA = 24;
    private static final int CLAIMED_MICROS = 32;
    private static final int NUMBER = 40; // 0 where it was given back
    private static final int CODE = 44;
    private static final int CODE_LENGTH = 19;

    private final ByteBuffer bytes;

    WriteSlots(int count) {
        bytes = ByteBuffer.allocate(count * BYTES);
    }

    void putGot(int slot, Ticket ticket) {
        int at = slot * BYTES;
        putId(at, ticket.id());
        bytes.putLong(at + QUOTA, ticket.quota().value());
        bytes.putLong(at + CLAIMED_MICROS, ChronoUnit.MICROS.between(Instant.EPOCH, ticket.claimedAt()));
        bytes.putInt(at + NUMBER, ticket.number());
        bytes.put(at + CODE, ticket.code().value().getBytes(ISO_8859_1), 0, CODE_LENGTH);
    }

    void putGivenBack(int slot, TicketId ticket) {
        int at = slot * BYTES;
        putId(at, ticket);
        bytes.putInt(at + NUMBER, 0);
    }

    /** @param member whose write it is */
    RecentWrites.Write get(int slot, MemberId member) {
        int at = slot * BYTES;
        TicketKey key = new TicketKey(bytes.getLong(at + KEY_HIGH), bytes.getLong(at + KEY_LOW));
        TicketId id = new TicketId(new OpeningId(bytes.getLong(at + OPENING)), key);
        int number = bytes.getInt(at + NUMBER);
        if (number == 0) {
            return new RecentWrites.Write.GaveBack(id);
        }
        return new RecentWrites.Write.Got(new Ticket(
                id,
                new QuotaId(bytes.getLong(at + QUOTA)),
                member,
                number,
                new TicketCode(new String(bytes.array(), at + CODE, CODE_LENGTH, ISO_8859_1)),
                Instant.EPOCH.plus(bytes.getLong(at + CLAIMED_MICROS), ChronoUnit.MICROS)));
    }

    /** Whether it is of this ticket. */
    boolean isOf(int slot, TicketId ticket) {
        int at = slot * BYTES;
        return bytes.getLong(at + KEY_LOW) == ticket.key().low()
                && bytes.getLong(at + KEY_HIGH) == ticket.key().high()
                && bytes.getLong(at + OPENING) == ticket.opening().value();
    }

    private void putId(int at, TicketId ticket) {
        bytes.putLong(at + OPENING, ticket.opening().value());
        bytes.putLong(at + KEY_HIGH, ticket.key().high());
        bytes.putLong(at + KEY_LOW, ticket.key().low());
    }
}
