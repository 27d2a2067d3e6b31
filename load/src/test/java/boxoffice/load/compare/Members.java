package boxoffice.load.compare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The members with what their requests hold beside the opening, prepared before: signing a token costs more than a
 * claim. A user of the client speaks for several of them, one after another.
 *
 * <p>Every request carries the token, and the member's name for the peer, which verifies none.
 */
final class Members {

    private static final byte[] CLAIM = bytes("POST /api/openings/");
    private static final int CLAIM_END_PATH = "/tickets".length();
    private static final byte[] MY_TICKETS = bytes("GET /api/tickets");
    private static final byte[] READ = bytes("GET /api/openings/");
    private static final byte[] READ_END = bytes(" HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private final int users;
    private final int servers;
    private final List<byte[]> claimEnds;

    private Members(int users, int servers, List<byte[]> claimEnds) {
        this.users = users;
        this.servers = servers;
        this.claimEnds = claimEnds;
    }

    /** @param tokens from a member's name */
    static Members of(UnaryOperator<String> tokens, int users, int members) {
        return new Members(
                users,
                1,
                IntStream.range(0, members)
                        .parallel()
                        .mapToObj(number -> "m-" + number)
                        .map(member -> bytes("/tickets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + tokens.apply(member) + "\r\nX-Member: " + member
                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .toList());
    }

    int users() {
        return users;
    }

    int count() {
        return claimEnds.size();
    }

    /** The same members on another number of connections. */
    Members on(int otherUsers) {
        return new Members(otherUsers, servers, claimEnds);
    }

    /** The same members before so many servers. */
    Members before(int otherServers) {
        return new Members(users, otherServers, claimEnds);
    }

    /** Each of the first so many members claims at the first opening, then each at the next, and so on. */
    Script claims(List<String> openings, int members) {
        return claims(openings, members, 1);
    }

    /**
     * So many openings at once are claimed at; then so many others.
     *
     * @param atOnce a divisor of the number of openings
     */
    Script claims(List<String> openings, int members, int atOnce) {
        List<byte[]> ids = openings.stream().map(Members::bytes).toList();
        return new ClaimsInTurn(
                (request, opening, member) ->
                        request.put(CLAIM).put(ids.get(opening)).put(claimEnds.get(member)),
                ids.size(),
                members,
                atOnce,
                users,
                servers);
    }

    /** One claim of one member, by the first user. */
    Script claim(String opening, int member) {
        byte[] id = bytes(opening);
        return (request, user, turn) -> {
            if (user > 0 || turn > 0) {
                return false;
            }
            request.put(CLAIM).put(id).put(claimEnds.get(member));
            return true;
        };
    }

    /** The first script, but every so many turns the user claims at this opening as its next member. */
    Script interleaved(Script most, String opening, int every) {
        byte[] id = bytes(opening);
        return (request, user, turn) -> {
            int shifted = turn + user % every; // or all would claim there at the same time
            int others = shifted / every;
            if (shifted % every == every - 1 && others < turnsEach(user, claimEnds.size())) {
                request.put(CLAIM).put(id).put(claimEnds.get(user + others * users));
                return true;
            }
            return most.put(request, user, turn - Math.min(others, turnsEach(user, claimEnds.size())));
        };
    }

    /** An ordinary day: the page most of the time, all openings, my tickets, and now and then a claim. */
    Script day(String opening) {
        byte[] id = bytes(opening);
        byte[] list = bytes("GET /api/openings");
        return (request, user, turn) -> {
            switch (turn % 20) {
                case 3, 8, 13, 18 -> request.put(list).put(READ_END);
                case 5, 15 -> request.put(MY_TICKETS).put(claimEnds.get(user), CLAIM_END_PATH, tail(user));
                case 10 -> request.put(CLAIM).put(id).put(claimEnds.get(user));
                default -> request.put(READ).put(id).put(READ_END);
            }
            return true;
        };
    }

    private int tail(int member) {
        return claimEnds.get(member).length - CLAIM_END_PATH;
    }

    private int turnsEach(int user, int members) {
        return (members - user + users - 1) / users;
    }

    /** Every user claims at this opening again and again, each time as another member. */
    Script claimsForEver(String opening) {
        byte[] id = bytes(opening);
        return (request, user, turn) -> {
            int turnsEach = Math.max(1, (claimEnds.size() - user + users - 1) / users);
            request.put(CLAIM).put(id).put(claimEnds.get((user + turn % turnsEach * users) % claimEnds.size()));
            return true;
        };
    }

    /** Every user reads this opening again and again. */
    Script reads(String opening) {
        byte[] id = bytes(opening);
        return (request, user, turn) -> {
            request.put(READ).put(id).put(READ_END);
            return true;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
