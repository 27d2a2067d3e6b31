package boxoffice.domain.opening;

import java.time.Instant;
import java.util.Optional;

/**
 * Why no ticket of an opening is granted, whatever its window says, until somebody resumes it. Tickets that are held
 * stay what they are: they can be shown, given back and redeemed.
 *
 * @param since by the database's clock
 * @param reason for operators, never for members
 */
public record Freeze(Instant since, String reason) {

    public static final int REASON_LENGTH_MAX = 500;

    /** What is wrong with a reason; only one without a fault can be kept. */
    public static Optional<String> faultOf(String reason) {
        return OpeningDraft.faultOf(reason, REASON_LENGTH_MAX);
    }
}
