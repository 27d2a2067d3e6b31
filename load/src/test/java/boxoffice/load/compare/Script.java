package boxoffice.load.compare;

import java.nio.ByteBuffer;

/** What users ask, one request after another. */
interface Script {

    /** Puts the request of this turn, counted from 0; returns false where this user has nothing more to ask. */
    boolean put(ByteBuffer request, int user, int turn);
}
