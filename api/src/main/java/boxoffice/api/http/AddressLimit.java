package boxoffice.api.http;

import boxoffice.api.identity.MemberLimit;

/**
 * How often one address may ask, and how to know the address.
 *
 * @param proxies how many proxies of ours stand before us, each of which adds whom it hears to {@code X-Forwarded-For};
 *     0 where clients connect to us
 */
public record AddressLimit(MemberLimit pace, int proxies) {

    public static final int PROXIES_MAX = 10;
    public static final int PER_SECOND_MAX = 1_000_000;
    public static final AddressLimit NONE = new AddressLimit(MemberLimit.NONE, 0);

    boolean isNone() {
        return pace.equals(MemberLimit.NONE);
    }
}
