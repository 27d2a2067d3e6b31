package boxoffice.domain.scaling;

import java.time.Instant;

/** What is to happen to a capacity at an instant of the future, in whole seconds. */
public sealed interface Change {

    Instant at();

    /** The same for the same change, whoever plans it, so that planning twice is planning once. */
    String name();

    /** Minimum, maximum and what is wanted become the full capacity. */
    record Pin(Instant at) implements Change {

        @Override
        public String name() {
            return "pin-" + at.getEpochSecond();
        }
    }

    /**
     * The minimum goes back to the idle one. What is wanted stays: the rule that watches the load takes away one at a
     * time, which a release must not do at once.
     */
    record Release(Instant at) implements Change {

        @Override
        public String name() {
            return "release-" + at.getEpochSecond();
        }
    }
}
