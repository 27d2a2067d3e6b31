package boxoffice.persistence.opening;

import boxoffice.domain.opening.OpeningId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the board shows, without the time. Immutable, and shared by all requests until something on it changes: what was
 * made from one instance holds for as long as the board shows that instance.
 */
public final class BoardContent {

    static final BoardContent NOTHING = new BoardContent(List.of());

    private final List<ShownOpening> openings;
    private final Map<OpeningId, ShownOpening> byId;

    public BoardContent(List<ShownOpening> openings) {
        this.openings = List.copyOf(openings);
        this.byId = openings.stream()
                .collect(Collectors.toUnmodifiableMap(
                        shown -> shown.listed().opening().id(), Function.identity()));
    }

    /** Those announced, open or recently closed, soonest first. */
    public List<ShownOpening> openings() {
        return openings;
    }

    public Optional<ShownOpening> find(OpeningId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** These openings as content: this very instance where it shows the same, else with those of its parts that do. */
    BoardContent changedTo(List<ShownOpening> now) {
        if (now.equals(openings)) {
            return this;
        }
        return new BoardContent(now.stream()
                .map(shown -> find(shown.listed().opening().id())
                        .filter(shown::equals)
                        .orElse(shown))
                .toList());
    }
}
