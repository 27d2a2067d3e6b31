package boxoffice.persistence.claim;

import boxoffice.domain.opening.OpeningId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * How long no ticket of an opening is granted, where it has just come to give tickets again: a place of a sold-out one
 * was given back, or an operator has changed it. Until every {@link Certainty} from before is over, another process
 * could tell their new holders that it is sold out; and not only the one who waits for this answer can know of a ticket
 * that is there.
 *
 * <p>A certainty from before the change was asked for before we could see the change, so it ends one
 * {@link Certainty#LIFETIME} after we first saw it, whatever the clocks say. Confined to the ledger's context.
 */
final class Reopenings {

    /**
     * By the database's clock; longer than a change can take from its statement to its COMMIT: silence is cut at 8 s.
     */
    static final Duration RECENT = Duration.ofSeconds(15);

    private record Sighting(Instant changedAt, long nanos) {}

    private final LongSupplier nanoClock;
    private final Cache<OpeningId, Sighting> sightings =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    Reopenings(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** To be told as soon as the opening was read. */
    void saw(LockedOpening locked) {
        Instant changedAt = locked.changedAt();
        OpeningId opening = locked.facts().opening();
        if (changedAt != null && isRecent(locked, changedAt)) {
            Sighting before = sightings.getIfPresent(opening);
            if (before == null || !before.changedAt().equals(changedAt)) {
                sightings.put(opening, new Sighting(changedAt, nanoClock.getAsLong()));
            }
        }
    }

    /** How much longer none may be granted. */
    Duration holdBack(LockedOpening locked) {
        Instant changedAt = locked.changedAt();
        if (changedAt == null || !isRecent(locked, changedAt)) {
            return Duration.ZERO;
        }
        Sighting sighting = sightings.getIfPresent(locked.facts().opening());
        long sinceNanos = sighting == null ? 0 : nanoClock.getAsLong() - sighting.nanos();
        long left = Certainty.LIFETIME.toNanos() - sinceNanos;
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    private static boolean isRecent(LockedOpening locked, Instant changedAt) {
        return changedAt.plus(RECENT).isAfter(locked.facts().now());
    }
}
