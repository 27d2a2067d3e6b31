package boxoffice.domain.ticket;

import java.util.random.RandomGenerator;

/**
 * What the door reads: 80 random bits in Crockford's Base32 (no I, L, O, U), in four groups to be read aloud. Whoever
 * knows it gets in, so {@link #toString()} does not show it.
 */
public record TicketCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 4;

    /** @param random must be unpredictable: a {@link java.security.SecureRandom} outside tests */
    public static TicketCode random(RandomGenerator random) {
        StringBuilder text = new StringBuilder(GROUPS * (GROUP_LENGTH + 1));
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                text.append('-');
            }
            int bits = random.nextInt();
            for (int i = 0; i < GROUP_LENGTH; i++) {
                text.append(ALPHABET.charAt((bits >>> (i * 5)) & 31));
            }
        }
        return new TicketCode(text.toString());
    }

    @Override
    public String toString() {
        return "****";
    }
}
