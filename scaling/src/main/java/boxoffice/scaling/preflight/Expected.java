package boxoffice.scaling.preflight;

import boxoffice.domain.scaling.ScalingRules;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there should be.
 *
 * @param openings when each opening opens, this one and all others: those that are near each other share a hold
 * @param writerClass null where any is right
 * @param places of all quotas together, as announced; null where nobody says
 * @param maxConnections of writer and readers; null where nobody says
 */
public record Expected(
        Instant opensAt,
        List<Instant> openings,
        ScalingRules rules,
        @Nullable String writerClass,
        @Nullable Integer places,
        @Nullable Integer maxConnections,
        int writerPool,
        int readerPool) {

    public Expected {
        openings = List.copyOf(openings);
    }
}
