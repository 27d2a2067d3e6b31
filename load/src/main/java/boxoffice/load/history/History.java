package boxoffice.load.history;

import boxoffice.load.plan.Act;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that was asked and answered in one rush.
 *
 * @param attempts in the order in which they ended
 */
public record History(List<Attempt> attempts) {

    public History {
        attempts = List.copyOf(attempts);
    }

    /** The claims among them. */
    public Stream<Attempt> claims() {
        return attempts.stream().filter(attempt -> attempt.act().isClaim());
    }

    /** The attempts to give a ticket back, whatever came of them. */
    public Stream<Attempt> giveBacks() {
        return attempts.stream().filter(attempt -> attempt.act() == Act.GIVE_BACK);
    }

    /** Whether anybody tried to give a ticket back. */
    public boolean hasGiveBacks() {
        return giveBacks().findAny().isPresent();
    }
}
