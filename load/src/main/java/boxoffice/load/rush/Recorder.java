package boxoffice.load.rush;

import boxoffice.load.history.Attempt;
import boxoffice.load.history.History;
import boxoffice.load.history.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Keeps every attempt, and counts for who watches. Confined to the rush's event loop. */
final class Recorder {

    private final List<Attempt> attempts = new ArrayList<>();
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

    void add(Attempt attempt) {
        attempts.add(attempt);
        counts.merge(attempt.outcome(), 1, Integer::sum);
    }

    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    int size() {
        return attempts.size();
    }

    History history() {
        return new History(attempts);
    }
}
