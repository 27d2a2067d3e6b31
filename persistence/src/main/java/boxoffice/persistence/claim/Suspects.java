package boxoffice.persistence.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.BitSet;

/**
 * Whom this process has seen with a ticket of an opening. A batch asks the database about these alone before it
 * inserts; whoever got a ticket elsewhere is caught by the unique key. Suspects too many rather than too few, within
 * 128 KiB an opening. Confined to the ledger's context.
 */
final class Suspects {

    private static final int BITS = 1 << 20;
    private static final int OPENINGS_MAX = 64;

    private final Cache<OpeningId, BitSet> byOpening = Caffeine.newBuilder()
            .maximumSize(OPENINGS_MAX)
            .executor(Runnable::run)
            .build();

    boolean suspects(OpeningId opening, MemberId member) {
        BitSet seen = byOpening.getIfPresent(opening);
        return seen != null && seen.get(bit(member));
    }

    void saw(OpeningId opening, MemberId holder) {
        byOpening.get(opening, first -> new BitSet()).set(bit(holder));
    }

    private static int bit(MemberId member) {
        return (member.spreadHash() >>> 12) & (BITS - 1);
    }
}
