package boxoffice.persistence.opening;

import java.time.Duration;
import java.time.Instant;

/**
 * What the board shows at one moment.
 *
 * @param now the database's clock
 * @param age how old the counts are
 */
public record BoardView(BoardContent content, Instant now, Duration age) {}
