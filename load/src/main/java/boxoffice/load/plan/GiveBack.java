package boxoffice.load.plan;

/**
 * A member who does not want the ticket after all.
 *
 * @param afterNanos how long after having been told of it
 */
public record GiveBack(int member, long afterNanos) {}
