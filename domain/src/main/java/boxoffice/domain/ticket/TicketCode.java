package boxoffice.domain.ticket;

import boxoffice.domain.opening.QuotaId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the door reads: sixteen signs of Crockford's Base32 (no I, L, O, U), in four groups to be read aloud. The first
 * group is the ticket's quota and the second its number, so that the door finds the ticket by them and no index of
 * codes is needed; the other two are its {@link TicketSecret}. Whoever knows it gets in, so {@link #toString()} does
 * not show it.
 */
public record TicketCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{4}(-[" + ALPHABET + "]{4}){3}");
    private static final int SYMBOL_BITS = 5;
    private static final int GROUP_LENGTH = 4;
    private static final int LENGTH = 4 * GROUP_LENGTH + 3;

    /** Enough for the numbers that a quota can have, and for the quotas of some centuries. */
    private static final int GROUP_BITS = GROUP_LENGTH * SYMBOL_BITS;

    /** Where a ticket with this code is: for sure while quotas' ids have 20 bits. */
    public record Place(QuotaId quota, int number) {}

    public static TicketCode of(QuotaId quota, int number, TicketSecret secret) {
        StringBuilder code = new StringBuilder(LENGTH);
        group(code, quota.value());
        group(code.append('-'), number);
        group(code.append('-'), secret.bits() >>> GROUP_BITS);
        group(code.append('-'), secret.bits());
        return new TicketCode(code.toString());
    }

    /** Empty for a text that has not the form of a code. */
    public Optional<Place> place() {
        if (!FORM.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Place(new QuotaId(bits(0)), bits(GROUP_LENGTH + 1)));
    }

    /** The lowest bits, the higher ones first. */
    private static void group(StringBuilder code, long bits) {
        for (int shift = GROUP_BITS - SYMBOL_BITS; shift >= 0; shift -= SYMBOL_BITS) {
            code.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
        }
    }

    /** Of the group that begins here. */
    private int bits(int first) {
        int bits = 0;
        for (int i = first; i < first + GROUP_LENGTH; i++) {
            bits = bits << SYMBOL_BITS | ALPHABET.indexOf(value.charAt(i));
        }
        return bits;
    }

    @Override
    public String toString() {
        return "****";
    }
}
