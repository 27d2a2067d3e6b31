package boxoffice.domain.opening;

import java.time.Instant;

/**
 * When an opening is announced, opens and closes. Claims are granted from {@code opensAt} (inclusive) to
 * {@code closesAt} (exclusive), judged by the database's clock.
 */
public record Window(Instant announcesAt, Instant opensAt, Instant closesAt) {

    public Window {
        if (announcesAt.isAfter(opensAt)) {
            throw new IllegalArgumentException("announced after it opens");
        }
        if (!opensAt.isBefore(closesAt)) {
            throw new IllegalArgumentException("closes before it opens");
        }
    }

    public boolean isAnnouncedAt(Instant now) {
        return !now.isBefore(announcesAt);
    }

    public boolean hasOpenedAt(Instant now) {
        return !now.isBefore(opensAt);
    }

    public boolean hasClosedAt(Instant now) {
        return !now.isBefore(closesAt);
    }
}
