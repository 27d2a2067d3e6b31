package boxoffice.load.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A running server that understands {@code POST /api/openings/{id}/tickets}, and what one must know about it. */
interface Contestant extends AutoCloseable {

    String name();

    /** Of each of its instances. */
    List<Integer> ports();

    /** Whether a token costs it more when it is seen for the first time. */
    boolean verifiesTokens();

    /** Whether it believes a token that is a member's name. */
    boolean believesNames();

    /** Announces openings of one quota each; returns their ids. */
    List<String> openings(int count, int quota, Instant opensAt);

    /** What its database holds of these openings; empty where it has none. */
    Optional<Books> books(List<String> openings);

    /** Processor time of its processes until now. */
    Duration cpu();

    /** The most resident memory of one of its processes, in MB. */
    double residentMegabytesMax();

    /** What it says of itself; empty where it has no meters. */
    Optional<Meters> meters();

    /** From now on, what {@link #longestBlock()} tells. */
    void forgetBlocks();

    /** The longest time that one of its event loops was held by one task; empty where nobody watches. */
    Optional<Duration> longestBlock();

    @Override
    void close();
}
