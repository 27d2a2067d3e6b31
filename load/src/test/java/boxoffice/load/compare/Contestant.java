package boxoffice.load.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A running server that understands {@code POST /api/openings/{id}/tickets}, and what one must know about it. */
interface Contestant extends AutoCloseable {

    String name();

    int port();

    /** Whether a token costs it more when it is seen for the first time. */
    boolean verifiesTokens();

    /** Announces openings of one quota each; returns their ids. */
    List<String> openings(int count, int quota, Instant opensAt);

    /** What its database holds of these openings; empty where it has none. */
    Optional<Books> books(List<String> openings);

    /** Processor time of its process until now. */
    Duration cpu();

    @Override
    void close();
}
