package boxoffice.persistence.pool;

/**
 * A server that said of itself that it accepts writes.
 *
 * @param identity the same for one server, whatever name it is reached by
 * @param sighting counts how often a writer had to be looked for; a later one is never the same, even on one server
 */
public record Writer(DatabaseEndpoint endpoint, String identity, long sighting) {}
