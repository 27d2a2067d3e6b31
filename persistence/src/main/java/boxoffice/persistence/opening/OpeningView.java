package boxoffice.persistence.opening;

import java.time.Duration;
import java.time.Instant;

/**
 * One opening at one moment.
 *
 * @param now the database's clock
 * @param age how old the counts are
 */
public record OpeningView(ShownOpening shown, Instant now, Duration age) {}
