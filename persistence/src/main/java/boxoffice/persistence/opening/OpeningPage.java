package boxoffice.persistence.opening;

import boxoffice.domain.opening.OpeningId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of all openings, the newest first.
 *
 * @param next where the next page begins; empty on the last one
 * @param now the clock that it was judged by
 */
public record OpeningPage(List<ShownOpening> openings, Optional<OpeningId> next, Instant now) {

    public OpeningPage {
        openings = List.copyOf(openings);
    }
}
