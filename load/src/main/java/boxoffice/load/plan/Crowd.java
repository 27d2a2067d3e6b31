package boxoffice.load.plan;

import java.time.Duration;

/**
 * Who comes, and how they behave; checked, so that a plan of it is always possible.
 *
 * @param members 50 to 20,000
 * @param doubleClicksPercent how many of them press a second time, on a connection of its own
 * @param giveBacksPercent how many give a ticket back soon after they got it
 * @param spread mean of the exponential delay after the opening at which they press
 * @param reloads of the opening's page, for each member before it opens
 * @param lead how long before the opening the first ones come
 * @param seed the same seed makes the same plan
 */
public record Crowd(
        int members,
        int doubleClicksPercent,
        int giveBacksPercent,
        Duration spread,
        int reloads,
        Duration lead,
        long seed) {

    private static final int MEMBERS_MIN = 50;
    private static final int MEMBERS_MAX = 20_000;
    private static final int RELOADS_MAX = 100;
    private static final Duration SPREAD_MAX = Duration.ofMinutes(1);
    private static final Duration LEAD_MIN = Duration.ofSeconds(1);
    private static final Duration LEAD_MAX = Duration.ofHours(1);

    public Crowd {
        require(members >= MEMBERS_MIN && members <= MEMBERS_MAX, "members: 50 to 20000");
        require(isPercent(doubleClicksPercent), "double clicks: 0 to 100 percent");
        require(isPercent(giveBacksPercent), "give-backs: 0 to 100 percent");
        require(reloads >= 0 && reloads <= RELOADS_MAX, "reloads: 0 to 100");
        require(!spread.isNegative() && spread.compareTo(SPREAD_MAX) <= 0, "spread: 0 to 60000 ms");
        require(lead.compareTo(LEAD_MIN) >= 0 && lead.compareTo(LEAD_MAX) <= 0, "lead: 1 to 3600 s");
    }

    private static boolean isPercent(int value) {
        return value >= 0 && value <= 100;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
