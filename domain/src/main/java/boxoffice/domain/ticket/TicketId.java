package boxoffice.domain.ticket;

import boxoffice.domain.opening.OpeningId;
import java.util.Optional;

/**
 * Names one ticket. It carries the opening, so that a ticket is found by its owner's unique key and needs no index of
 * its own, and the key of the claim that got it, so that it cannot be guessed. Clients see it as an opaque string.
 */
public record TicketId(OpeningId opening, TicketKey key) {

    /** Reads what {@link #toString()} wrote; empty for any other text, which can name no ticket. */
    public static Optional<TicketId> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || text.length() != dash + 33 || !text.substring(dash + 1).matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        TicketKey key = TicketKey.fromHex(text.substring(dash + 1));
        return OpeningId.parse(text.substring(0, dash)).map(opening -> new TicketId(opening, key));
    }

    @Override
    public String toString() {
        return opening + "-" + key.toHex();
    }
}
