package boxoffice.domain.ticket;

import java.util.random.RandomGenerator;

/**
 * What nobody can guess of a ticket's code: 40 random bits, drawn with the claim and kept over every repetition.
 * Whoever knows a ticket's place and this gets in, so {@link #toString()} does not show it.
 *
 * @param bits the lowest 40 count
 */
public record TicketSecret(long bits) {

    static final int BITS = 40;

    /** @param random must be unpredictable: a {@link java.security.SecureRandom} outside tests */
    public static TicketSecret random(RandomGenerator random) {
        return new TicketSecret(random.nextLong() >>> (Long.SIZE - BITS));
    }

    @Override
    public String toString() {
        return "****";
    }
}
