package boxoffice.domain.opening;

import java.util.Optional;

/** Names one opening. Clients see it as an opaque string. */
public record OpeningId(long value) {

    /** Reads what {@link #toString()} wrote; empty for any other text, which can name no opening. */
    public static Optional<OpeningId> parse(String text) {
        return Identifiers.parse(text).map(OpeningId::new);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
