package boxoffice.domain.ticket;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * What the door reads: 80 random bits in Crockford's Base32 (no I, L, O, U), 20 of them a batch's and 60 its own, in
 * four groups to be read aloud. Whoever knows it gets in, so {@link #toString()} does not show it.
 */
public record TicketCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int SYMBOL_BITS = 5;
    private static final int GROUP_LENGTH = 4;

    /** The bits of all groups but the first. */
    private static final int OWN_BITS = 3 * GROUP_LENGTH * SYMBOL_BITS;

    /** @param random must be unpredictable: a {@link java.security.SecureRandom} outside tests */
    public static TicketCode random(RandomGenerator random) {
        return ascending(random, 1).get(0);
    }

    /**
     * For tickets that are stored together: all begin with the same random group, and the rest, 60 random bits for
     * each, ascends. So an index of codes takes them all in one place, which costs it half; and who knows one code of a
     * batch of 1,000 still guesses another one of it with one try in 2<sup>50</sup>.
     *
     * @param random must be unpredictable: a {@link java.security.SecureRandom} outside tests
     */
    public static List<TicketCode> ascending(RandomGenerator random, int count) {
        String first = group(random.nextLong());
        long[] own = LongStream.generate(() -> random.nextLong() >>> (Long.SIZE - OWN_BITS))
                .limit(count)
                .toArray();
        Arrays.sort(own);
        return Arrays.stream(own)
                .mapToObj(bits -> new TicketCode(first + ownGroups(bits)))
                .toList();
    }

    private static String ownGroups(long bits) {
        StringBuilder text = new StringBuilder();
        for (int shift = OWN_BITS; shift > 0; ) {
            shift -= GROUP_LENGTH * SYMBOL_BITS;
            text.append('-').append(group(bits >>> shift));
        }
        return text.toString();
    }

    /** The lowest bits, the higher ones first, so that texts are in the order of their bits. */
    private static String group(long bits) {
        char[] symbols = new char[GROUP_LENGTH];
        for (int i = 0; i < GROUP_LENGTH; i++) {
            int shift = (GROUP_LENGTH - 1 - i) * SYMBOL_BITS;
            symbols[i] = ALPHABET.charAt((int) (bits >>> shift) & 31);
        }
        return new String(symbols);
    }

    @Override
    public String toString() {
        return "****";
    }
}
