package boxoffice.load.plan;

/**
 * One thing that one member does.
 *
 * @param dueNanos when, relative to the opening; negative before it
 * @param member from 0 on
 */
public record Arrival(long dueNanos, int member, Act act) {}
