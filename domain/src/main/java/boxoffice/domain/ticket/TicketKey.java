package boxoffice.domain.ticket;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Identifies one accepted claim and the ticket it becomes: random bits, drawn before the first attempt and kept over
 * every repetition, so that a repetition finds what an earlier attempt may have stored. Not a secret.
 *
 * @param high shared by all claims that are decided together
 * @param low the claim's own
 */
public record TicketKey(long high, long low) {

    public static TicketKey random(RandomGenerator random) {
        return new TicketKey(random.nextLong(), random.nextLong());
    }

    /** @param hex 32 hexadecimal digits */
    public static TicketKey fromHex(String hex) {
        if (hex.length() != 32) {
            throw new IllegalArgumentException("a ticket key has 32 hexadecimal digits");
        }
        return new TicketKey(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    public String toHex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
