package boxoffice.load.history;

/**
 * A ticket, as its member was told or as the tables have it.
 *
 * @param member the name in the token
 * @param quota its id
 */
public record TicketTold(String member, String id, String quota, int number) {}
