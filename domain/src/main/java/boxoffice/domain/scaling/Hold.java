package boxoffice.domain.scaling;

import java.time.Instant;

/** A time in which capacity is full and nothing takes any away: from {@code from}, until before {@code until}. */
public record Hold(Instant from, Instant until) {

    public Hold {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a hold ends after it began");
        }
    }

    public boolean covers(Instant now) {
        return !now.isBefore(from) && now.isBefore(until);
    }
}
