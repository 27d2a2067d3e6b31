package boxoffice.scaling.writer;

import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.ScheduledCapacity.RegisteredChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells from what is scheduled whether an opening is near. It needs no service and no database, and it sees what will
 * happen rather than what was planned.
 */
public final class WindowGuard {

    /** A run takes half an hour, and should not be hurried by an opening. */
    public static final Duration NEAR = Duration.ofHours(1);

    private final ScheduledCapacity readers;

    public WindowGuard(ScheduledCapacity readers) {
        this.readers = readers;
    }

    /** Why nothing may be rebuilt now; empty where it may. */
    public Optional<String> refusal(Instant now) {
        Optional<RegisteredChange> next = readers.read().changes().stream()
                .filter(change -> change.at() != null && change.at().isAfter(now))
                .min(Comparator.comparing(change -> Objects.requireNonNull(change.at())));
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Instant at = Objects.requireNonNull(next.get().at());
        if (next.get().name().startsWith("release-")) {
            return Optional.of("an opening is under way until " + at);
        }
        return at.isAfter(now.plus(NEAR))
                ? Optional.empty()
                : Optional.of("an opening is near: its readers are asked for at " + at);
    }
}
