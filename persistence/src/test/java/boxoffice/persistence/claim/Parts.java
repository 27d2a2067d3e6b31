package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Claims, tickets and silent observers for tests of the claim path. */
final class Parts {

    static final OpeningId OPENING = new OpeningId(1);

    private static final Random RANDOM = new Random(7);

    private Parts() {}

    static Claim claim(String member) {
        return claim(member, new QuotaChoice.TheOnlyOne());
    }

    static Claim claim(String member, QuotaId quota) {
        return claim(member, new QuotaChoice.Named(quota));
    }

    private static synchronized Claim claim(String member, QuotaChoice choice) {
        return new Claim(new MemberId(member), choice, TicketKey.random(RANDOM), TicketSecret.random(RANDOM));
    }

    static ClaimLimits limits(int queuedMax, int batchSizeMax, int batchesInFlightMax) {
        return new ClaimLimits(
                queuedMax,
                batchSizeMax,
                batchesInFlightMax,
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2));
    }

    static ClaimOutcome.Granted granted(Claim claim, int number) {
        return new ClaimOutcome.Granted(claim.ticket(OPENING, new QuotaId(1), number, Instant.EPOCH));
    }
}
