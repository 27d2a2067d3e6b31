package boxoffice.persistence.claim;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Unpredictable bits, drawn from the system a page at a time: one by one they cost more than the rest of a claim's
 * bookkeeping. Confined to the ledger's context.
 */
final class Randomness implements RandomGenerator {

    private static final int PAGE_BYTES = 4_096;

    private final SecureRandom source = new SecureRandom();
    private final byte[] bytes = new byte[PAGE_BYTES];
    private final ByteBuffer page = ByteBuffer.wrap(bytes).position(PAGE_BYTES);

    @Override
    public long nextLong() {
        if (!page.hasRemaining()) {
            source.nextBytes(bytes);
            page.rewind();
        }
        long bits = page.getLong();
        page.putLong(page.position() - Long.BYTES, 0); // a bit that was given out is never given out again
        return bits;
    }
}
