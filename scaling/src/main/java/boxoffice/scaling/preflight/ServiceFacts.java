package boxoffice.scaling.preflight;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the service tells about itself, as a member would see it. Blocks, for seconds at most. */
public interface ServiceFacts {

    /** How far its clock is from ours. */
    Duration clockSkew() throws IOException;

    /** Until when its certificate is valid; empty where none is seen on the way that is taken. */
    Optional<Instant> certificateUntil() throws IOException;

    /** The opening as it is announced; empty where it is not. */
    Optional<Announced> opening() throws IOException;

    /**
     * An opening as members see it.
     *
     * @param places of all its quotas
     */
    record Announced(Instant opensAt, int places) {}
}
