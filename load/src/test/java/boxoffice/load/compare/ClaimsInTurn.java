package boxoffice.load.compare;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Every member claims once at every opening, and all users together are at the same one: whoever is free makes the next
 * claim. So it is one opening that is hot, however unequally the users are served.
 *
 * <p>A member is always heard by the same server, as behind a balancer that is sticky: so that its token is known
 * there. Confined to the client's thread.
 */
final class ClaimsInTurn implements Script {

    /** Puts one claim. */
    interface Claim {

        void put(ByteBuffer request, int opening, int member);
    }

    private static final int NEVER = -1;

    private final Claim claim;
    private final int openings;
    private final int members;
    private final int atOnce;
    private final long[] nextOfServer;
    private final int[] lastTurn;
    private final long[] lastClaim;

    /**
     * @param members how many claim
     * @param atOnce of how many openings at once; a divisor of their number
     * @param servers which users have in turn
     */
    ClaimsInTurn(Claim claim, int openings, int members, int atOnce, int users, int servers) {
        this.claim = claim;
        this.openings = openings;
        this.members = members;
        this.atOnce = atOnce;
        this.nextOfServer = new long[servers];
        this.lastTurn = new int[users];
        this.lastClaim = new long[users];
        Arrays.fill(lastTurn, NEVER);
    }

    /** The same turn once more is the same claim once more. */
    @Override
    public boolean put(ByteBuffer request, int user, int turn) {
        int servers = nextOfServer.length;
        int server = user % servers;
        int membersEach = (members - server + servers - 1) / servers;
        long number = turn == lastTurn[user] ? lastClaim[user] : nextOfServer[server];
        if (number >= (long) openings * membersEach) {
            return false;
        }
        if (turn != lastTurn[user]) {
            nextOfServer[server]++;
            lastTurn[user] = turn;
            lastClaim[user] = number;
        }
        int member = server + (int) (number % membersEach) * servers;
        int place = (int) (number / membersEach);
        claim.put(request, place - place % atOnce + (place + member) % atOnce, member);
        return true;
    }
}
