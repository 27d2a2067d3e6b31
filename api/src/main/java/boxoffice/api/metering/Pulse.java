package boxoffice.api.metering;

import boxoffice.persistence.opening.OpeningBoard;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * Looks once a second at what does not report by itself: how busy the pools were, and, when an opening is near, what
 * the board says; elsewhere the board is looked at every ten seconds, so that it costs the reader next to nothing.
 */
public final class Pulse {

    private static final long SECOND_MILLIS = 1_000;
    private static final int CALM_SECONDS = 10;

    private final List<PoolMeters> pools;
    private final OpeningBoard board;
    private final OpeningMeters openings;
    private int second;

    public Pulse(List<PoolMeters> pools, OpeningBoard board, OpeningMeters openings) {
        this.pools = List.copyOf(pools);
        this.board = board;
        this.openings = openings;
    }

    /** Beats on the caller's event loop until Vert.x or {@code cancelTimer} ends it; returns the timer. */
    public long start(Vertx vertx) {
        return vertx.setPeriodic(SECOND_MILLIS, timer -> beat());
    }

    private void beat() {
        pools.forEach(PoolMeters::secondPassed);
        if (openings.isNear() || second++ % CALM_SECONDS == 0) {
            board.view().onSuccess(openings::shown); // where it fails, the age of the board grows, which is measured
        }
    }
}
