package boxoffice.persistence.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Window;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;

/**
 * Which openings are known to have opened. After a fail-over the new writer's clock may be behind the old one's: nobody
 * is told "not open yet" of an opening that was open a moment ago, and no ticket is granted before the writer's own
 * clock says so. Both wait. Confined to the ledger's context.
 */
final class OpenedOnce {

    /** Servers whose clocks differ by more are broken; then the writer's is followed. */
    static final Duration BEHIND_MAX = Duration.ofSeconds(30);

    /** After this it is asked again. */
    private static final Duration PAUSE_MAX = Duration.ofMillis(200);

    private final Cache<OpeningId, Instant> opened =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    /** How long to wait before asking again; zero where the clock agrees with what is known. */
    Duration behind(LockedOpening locked) {
        Window window = locked.facts().window();
        Instant now = locked.facts().now();
        OpeningId opening = locked.facts().opening();
        if (window.hasOpenedAt(now)) {
            opened.put(opening, window.opensAt());
            return Duration.ZERO;
        }
        Duration behind = Duration.between(now, window.opensAt());
        boolean known = locked.hasEverIssued() || window.opensAt().equals(opened.getIfPresent(opening));
        if (!known || behind.compareTo(BEHIND_MAX) > 0) {
            return Duration.ZERO;
        }
        return behind.compareTo(PAUSE_MAX) < 0 ? behind : PAUSE_MAX;
    }
}
