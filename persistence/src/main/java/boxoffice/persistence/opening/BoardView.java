package boxoffice.persistence.opening;

import boxoffice.domain.opening.OpeningId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the board shows at one moment.
 *
 * @param openings those announced, open or recently closed, soonest first
 * @param now the database's clock
 * @param age how old the counts are
 */
public record BoardView(List<ListedOpening> openings, Instant now, Duration age) {

    public BoardView {
        openings = List.copyOf(openings);
    }

    public Optional<ListedOpening> find(OpeningId id) {
        return openings.stream()
                .filter(listed -> listed.opening().id().equals(id))
                .findFirst();
    }
}
