package boxoffice.load.rush;

import boxoffice.load.history.History;
import boxoffice.load.scrape.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * All that a rush brought in.
 *
 * @param madeHere whether the opening was made for this rush, so that nobody held a ticket before
 * @param clockAhead how far the service's clock is ahead of this one
 * @param tokens by member, for who reads over HTTP afterwards; never printed
 */
public record RushResult(
        Opening opening,
        boolean madeHere,
        History history,
        List<Sample> samples,
        StreamsSeen streams,
        Duration clockAhead,
        Map<String, String> tokens) {

    public RushResult {
        samples = List.copyOf(samples);
        tokens = Map.copyOf(tokens);
    }

    /** Never the tokens. */
    @Override
    public String toString() {
        return "RushResult[" + opening.id() + "]";
    }
}
