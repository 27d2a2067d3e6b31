package boxoffice.api.identity;

/**
 * A member, or an address, asks more often than anybody needs to. Carries no stack trace: it is an answer, not a fault
 * of ours.
 */
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final long NANOS = 1_000_000_000L;

    private final String whose;
    private final long seconds;
    private final int perSecond;
    private final int burst;

    /** @param whose "member" or "address" */
    TooManyRequestsException(String whose, MemberLimit limit, long earlyNanos) {
        super("one " + whose + " may send " + limit.perSecond() + " requests a second: wait", null, false, false);
        this.whose = whose;
        this.seconds = (earlyNanos + NANOS - 1) / NANOS;
        this.perSecond = limit.perSecond();
        this.burst = limit.burst();
    }

    /** After how many seconds the next request passes. */
    public long retryAfterSeconds() {
        return seconds;
    }

    /** As {@code RateLimit-Policy} says it (draft-ietf-httpapi-ratelimit-headers-10): so many in so many seconds. */
    public String policy() {
        return "\"" + whose + "\";q=" + burst + ";w=" + Math.max(1, burst / perSecond);
    }

    /** As {@code RateLimit} says it. */
    public String left() {
        return "\"" + whose + "\";r=0;t=" + seconds;
    }
}
