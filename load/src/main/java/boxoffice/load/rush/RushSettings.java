package boxoffice.load.rush;

import boxoffice.load.client.Target;
import boxoffice.load.plan.Crowd;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is run, and against what; checked.
 *
 * @param tickets size of the quota where the rush makes an opening of its own
 * @param streams how many members keep a stream of events open; at most the members
 * @param openingId an opening that is there; null to make one
 * @param adminToken who makes it; null for a development token
 * @param tokens one for each member; empty for development tokens
 * @param patience how long after the last click an answer is waited for
 * @param management where the meters are; null to do without
 * @param scrapeEvery how often they are read
 */
public record RushSettings(
        Target target,
        Crowd crowd,
        int tickets,
        int streams,
        @Nullable String openingId,
        @Nullable String adminToken,
        List<MemberToken> tokens,
        Duration patience,
        @Nullable Target management,
        Duration scrapeEvery) {

    private static final int TICKETS_MAX = 1_000_000;
    private static final Duration SCRAPE_MIN = Duration.ofMillis(50);
    private static final Duration SCRAPE_MAX = Duration.ofMinutes(1);
    private static final Duration PATIENCE_MAX = Duration.ofMinutes(10);

    public RushSettings {
        if (scrapeEvery.compareTo(SCRAPE_MIN) < 0 || scrapeEvery.compareTo(SCRAPE_MAX) > 0) {
            throw new IllegalArgumentException("scrape: 50 to 60000 ms");
        }
        tokens = List.copyOf(tokens);
        if (tickets < 1 || tickets > TICKETS_MAX) {
            throw new IllegalArgumentException("tickets: 1 to 1000000");
        }
        if (streams < 0 || streams > crowd.members()) {
            throw new IllegalArgumentException("streams: 0 to the number of members");
        }
        if (!tokens.isEmpty() && tokens.size() < crowd.members()) {
            throw new IllegalArgumentException(
                    "tokens: " + tokens.size() + " are too few for " + crowd.members() + " members");
        }
        if (tokens.stream().map(MemberToken::member).distinct().count() != tokens.size()) {
            throw new IllegalArgumentException("tokens: a member is there twice");
        }
        if (patience.isNegative() || patience.isZero() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new IllegalArgumentException("patience: 1 to 600 s");
        }
    }

    /** A member and the token that names it. */
    public record MemberToken(String member, String token) {

        /** Never the token. */
        @Override
        public String toString() {
            return "MemberToken[" + member + "]";
        }
    }
}
