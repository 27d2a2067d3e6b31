package boxoffice.api.rush;

/**
 * One press of the button.
 *
 * @param connection which connection it takes; clicks on the same one follow each other, each when the one before is
 *     answered
 * @param quota empty where none is named
 */
public record Click(int connection, int port, String member, String opening, String quota, String token) {

    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 6;

    String line() {
        return String.join(
                SEPARATOR, Integer.toString(connection), Integer.toString(port), member, opening, quota, token);
    }

    static Click ofLine(String line) {
        String[] fields = line.split(SEPARATOR, FIELDS);
        return new Click(
                Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), fields[2], fields[3], fields[4], fields[5]);
    }

    /** The request as it goes over the wire. */
    String request() {
        String body = quota.isEmpty() ? "{}" : "{\"quotaId\":\"" + quota + "\"}";
        return "POST /api/openings/" + opening + "/tickets HTTP/1.1\r\n"
                + "Host: localhost:" + port + "\r\n"
                + "Authorization: Bearer " + token + "\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
