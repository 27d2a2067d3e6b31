package boxoffice.api.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongSupplier;

/**
 * How often one address may ask, whoever is behind it: wide, since a house, a school or a carrier may share one. Knows
 * a bounded number of addresses; of more, it forgets those that ask least. Safe from any thread.
 */
public final class AddressPaces {

    private static final int REMEMBERED_MAX = 50_000;

    private final MemberLimit limit;
    private final LongSupplier nanoClock;
    private final Cache<String, Pace> paces =
            Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).build();

    AddressPaces(MemberLimit limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    public static AddressPaces of(MemberLimit limit) {
        return new AddressPaces(limit, System::nanoTime);
    }

    /**
     * Counts one request.
     *
     * @param address in the one spelling that counts
     * @throws TooManyRequestsException when that address asks too often
     */
    public void take(String address) {
        if (limit.isNone()) {
            return;
        }
        Pace pace = paces.get(address, first -> new Pace(limit, nanoClock.getAsLong()));
        long early = pace.take(nanoClock.getAsLong());
        if (early > 0) {
            throw new TooManyRequestsException("address", limit, early);
        }
    }
}
