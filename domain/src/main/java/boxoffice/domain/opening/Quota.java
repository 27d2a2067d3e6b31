package boxoffice.domain.opening;

/**
 * A limited number of tickets within an opening: a showing, a cinema.
 *
 * @param size how many tickets may be held at once; their numbers run from 1 to this
 */
public record Quota(QuotaId id, String name, int size) {}
