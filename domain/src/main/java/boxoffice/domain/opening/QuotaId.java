package boxoffice.domain.opening;

import java.util.Optional;

/** Names one quota, in all openings. Clients see it as an opaque string. */
public record QuotaId(long value) {

    /** Reads what {@link #toString()} wrote; empty for any other text, which can name no quota. */
    public static Optional<QuotaId> parse(String text) {
        return Identifiers.parse(text).map(QuotaId::new);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
