package boxoffice.load.compare;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The members with what their requests hold beside the opening, prepared before: signing a token costs more than a
 * claim. A user of the client speaks for several of them, one after another.
 *
 * <p>Every request carries the token, and the member's name for the peer, which verifies none.
 */
final class Members {

    private static final byte[] CLAIM = bytes("POST /api/openings/");
    private static final byte[] READ = bytes("GET /api/openings/");
    private static final byte[] READ_END = bytes(" HTTP/1.1\r\nHost: localhost\r\n\r\n");

    private final int users;
    private final List<byte[]> claimEnds;

    private Members(int users, List<byte[]> claimEnds) {
        this.users = users;
        this.claimEnds = claimEnds;
    }

    static Members of(Identity identity, int users, int members) {
        return new Members(
                users,
                IntStream.range(0, members)
                        .parallel()
                        .mapToObj(number -> "m-" + number)
                        .map(member -> bytes("/tickets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + identity.token(member) + "\r\nX-Member: " + member
                                + "\r\nContent-Length: 0\r\n\r\n"))
                        .toList());
    }

    int count() {
        return claimEnds.size();
    }

    /** Each of the first so many members claims at the first opening, then each at the next, and so on. */
    Script claims(List<String> openings, int members) {
        List<byte[]> ids = openings.stream().map(Members::bytes).toList();
        return (request, user, turn) -> {
            int turnsEach = (members - user + users - 1) / users;
            if (turnsEach <= 0 || turn / turnsEach >= ids.size()) {
                return false;
            }
            request.put(CLAIM).put(ids.get(turn / turnsEach)).put(claimEnds.get(user + turn % turnsEach * users));
            return true;
        };
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
