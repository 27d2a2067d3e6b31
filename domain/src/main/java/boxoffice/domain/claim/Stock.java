package boxoffice.domain.claim;

import boxoffice.domain.opening.Quota;
import java.util.List;

/**
 * A quota's count, as it stands while its opening is locked.
 *
 * @param issued how many tickets are held now
 * @param highestNumber the highest number ever issued; numbers above it are fresh
 * @param freedNumbers numbers given back and free again, ascending: all of them, or as many as there are claims to
 *     decide
 */
public record Stock(Quota quota, int issued, int highestNumber, List<Integer> freedNumbers) {

    public Stock {
        freedNumbers = List.copyOf(freedNumbers);
    }

    public int remaining() {
        return quota.size() - issued;
    }
}
