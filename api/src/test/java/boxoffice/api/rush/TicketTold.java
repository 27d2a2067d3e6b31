package boxoffice.api.rush;

/** A ticket, as its member was told or as the tables have it. */
public record TicketTold(String member, String id, long quota, int number, String code) {}
