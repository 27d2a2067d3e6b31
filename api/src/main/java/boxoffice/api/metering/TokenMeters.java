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

    public TokenMeters(Meters meters) {
        cached = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "cached");
        verified = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "verified");
        refused = meters.counter(Catalogue.TOKEN_VERIFICATIONS, "refused");
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
}
