package boxoffice.api.metering;

import boxoffice.api.identity.TokenObserver;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import io.micrometer.core.instrument.Counter;

/** The meters of token verification. */
public final class TokenMeters implements TokenObserver {

    private final Counter cached;
    private final Counter verified;
    private final Counter refused;
    private final Counter limited;

    public TokenMeters(Meters meters) {
        cached = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "cached");
        verified = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "verified");
        refused = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "refused");
        limited = meters.counter(Catalogue.MEMBERS_LIMITED);
    }

    @Override
    public void cached() {
        cached.increment();
    }

    @Override
    public void verified() {
        verified.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void limited() {
        limited.increment();
    }
}
