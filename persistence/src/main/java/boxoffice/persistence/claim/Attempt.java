package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import java.time.Duration;
import java.util.List;

/** How one attempt to decide a batch ended. */
sealed interface Attempt {

    /** Durable, and read back. */
    record Decided(List<ClaimOutcome> outcomes) implements Attempt {}

    /** Nothing is stored: for so long no ticket of the opening may be granted yet. The same again after it. */
    record HeldBack(Duration left) implements Attempt {}

    /** Nothing is stored; {@code repeatable} when the same again may succeed. */
    record NotCommitted(Throwable cause, boolean repeatable) implements Attempt {}

    /** Nothing is stored: a member whom nobody suspected holds a ticket already. Ask about everybody, at once. */
    record HolderMet() implements Attempt {}

    /** COMMIT succeeded, and the tickets are not there: the server had rolled back without a word. */
    record RolledBackSilently() implements Attempt {}

    /** COMMIT was sent and not answered, or the read-back failed: stored or not. */
    record Unknown(Throwable cause) implements Attempt {}
}
