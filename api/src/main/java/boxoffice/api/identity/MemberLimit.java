package boxoffice.api.identity;

import java.time.Duration;

/**
 * How often one member may ask. Wide for a person with a second tab and a nervous finger, narrow for a program: what it
 * asks above that costs next to nothing, and nobody else waits for it. Who has a role is not limited.
 *
 * @param perSecond in the long run; 0 for as often as one likes
 * @param burst at once
 */
public record MemberLimit(int perSecond, int burst) {

    /** A page of ours asks at most twice a second; a rush of clicks is answered too. */
    public static final int PER_SECOND_DEFAULT = 20;

    public static final int PER_SECOND_MAX = 10_000;
    public static final MemberLimit NONE = new MemberLimit(0, 0);

    private static final int SECONDS_AT_ONCE = 3;

    /** With as much at once as may be asked in three seconds. */
    public static MemberLimit perSecond(int perSecond) {
        return perSecond == 0 ? NONE : new MemberLimit(perSecond, SECONDS_AT_ONCE * perSecond);
    }

    /** Whether one may ask as often as one likes. */
    boolean isNone() {
        return perSecond == 0;
    }

    /** Between two requests in the long run. */
    long intervalNanos() {
        return Duration.ofSeconds(1).toNanos() / perSecond;
    }
}
