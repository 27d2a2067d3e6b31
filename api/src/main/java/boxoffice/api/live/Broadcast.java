package boxoffice.api.live;

import boxoffice.api.http.AnswerStream;
import boxoffice.domain.opening.Phase;
import boxoffice.persistence.opening.ShownOpening;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * One opening and all who watch it on one event loop. Tells all of them in slices, between which the loop serves
 * others, and leaves a pause between two changes of the counts that grows with the processor's time that the telling
 * takes: while others have the processor, who is told last waits, but the loop is not busy. Confined to its event loop.
 */
final class Broadcast {

    /** So many are told without a break. */
    static final int SLICE = 256;

    /** Telling the counts takes no more of the loop than one part in so many. */
    private static final int SHARE = 10;

    private static final int RETRY_MILLIS_MIN = 2_000;
    private static final int RETRY_MILLIS_MAX = 12_000;

    /** For whom nothing will happen any more. */
    private static final int RETRY_MILLIS_CLOSED = 3_600_000;

    private final ViewerSettings settings;
    private final ViewerObserver observer;
    private final Executor later;
    private final LongSupplier nanoClock;
    private final LongSupplier processorNanos;
    private final Runnable left;
    private final List<Viewer> viewers = new ArrayList<>();
    private Edition edition;
    private long toldNanos;
    private long spentNanos;
    private int untold;
    private int beaten;
    private boolean telling;

    /**
     * @param later runs something after what waits on the event loop already
     * @param processorNanos what the event loop's thread has had of a processor so far
     * @param left is told of each viewer who has gone
     */
    Broadcast(
            ShownOpening shown,
            ViewerSettings settings,
            ViewerObserver observer,
            Executor later,
            LongSupplier nanoClock,
            LongSupplier processorNanos,
            Runnable left) {
        this.edition = Edition.of(shown);
        this.settings = settings;
        this.observer = observer;
        this.later = later;
        this.nanoClock = nanoClock;
        this.processorNanos = processorNanos;
        this.left = left;
        this.toldNanos = nanoClock.getAsLong() - settings.pace().toNanos();
    }

    Edition edition() {
        return edition;
    }

    int size() {
        return viewers.size();
    }

    /** Tells the newcomer at once. */
    void join(AnswerStream stream) {
        long now = nanoClock.getAsLong();
        Viewer viewer = new Viewer(stream, now);
        stream.holdAtMost(settings.unsentBytesMax());
        viewer.greet(
                edition.phase() == Phase.CLOSED
                        ? RETRY_MILLIS_CLOSED
                        : ThreadLocalRandom.current().nextInt(RETRY_MILLIS_MIN, RETRY_MILLIS_MAX));
        viewer.tell(edition, now);
        viewer.sit(viewers.size());
        viewers.add(viewer);
        stream.onDrained(() -> viewer.tell(edition, nanoClock.getAsLong()));
        stream.onGone(() -> remove(viewer));
        if (edition.phase() == Phase.CLOSED) {
            end(viewer);
        }
    }

    /** Tells all: a phase at once, counts at the pace; what is not told now is told with the next one shown. */
    void show(ShownOpening shown) {
        if (shown.equals(edition.shown()) || isBackBeforeTheInstant(shown)) {
            return;
        }
        Edition next = Edition.of(shown);
        long now = nanoClock.getAsLong();
        if (next.tellsTheSamePhaseAs(edition) && (telling || now - toldNanos < pauseNanos())) {
            return;
        }
        edition = next;
        toldNanos = now;
        untold = viewers.size();
        if (!telling) {
            telling = true;
            spentNanos = 0;
            tellSlice();
        }
    }

    /** Looks after a part of the viewers: lets go of who does not read, and gives a sign to who heard nothing. */
    void beat(int parts) {
        long now = nanoClock.getAsLong();
        for (int left = viewers.size() / parts + 1; left > 0 && !viewers.isEmpty(); left--) {
            beaten = beaten > 0 && beaten <= viewers.size() ? beaten - 1 : viewers.size() - 1;
            Viewer viewer = viewers.get(beaten);
            if (viewer.isFull()) {
                if (viewer.isSilent(now, settings.stalledMax().toNanos())) {
                    observer.dropped();
                    remove(viewer);
                    viewer.drop();
                }
            } else if (viewer.isSilent(now, settings.heartbeat().toNanos())) {
                viewer.beat(now);
            }
        }
    }

    /** Ends all streams. */
    void end() {
        while (!viewers.isEmpty()) {
            end(viewers.get(viewers.size() - 1));
        }
    }

    /** From the last to the first: whoever goes meanwhile leaves the seat to one who has been told. */
    private void tellSlice() {
        long now = nanoClock.getAsLong();
        long start = processorNanos.getAsLong();
        untold = Math.min(untold, viewers.size());
        for (int left = SLICE; left > 0 && untold > 0; left--) {
            untold--;
            viewers.get(untold).tell(edition, now);
            untold = Math.min(untold, viewers.size());
        }
        spentNanos += processorNanos.getAsLong() - start;
        if (untold > 0) {
            later.execute(this::tellSlice);
        } else {
            telling = false;
            if (edition.phase() == Phase.CLOSED) {
                end();
            }
        }
    }

    private long pauseNanos() {
        return Math.max(settings.pace().toNanos(), spentNanos * SHARE);
    }

    /** The clock of another reader may be some milliseconds behind, just after the instant. */
    private boolean isBackBeforeTheInstant(ShownOpening shown) {
        return shown.phase() == Phase.ANNOUNCED
                && edition.phase() != Phase.ANNOUNCED
                && shown.listed().opening().equals(edition.shown().listed().opening());
    }

    private void end(Viewer viewer) {
        remove(viewer);
        viewer.end();
    }

    private void remove(Viewer viewer) {
        int seat = viewer.seat();
        if (seat >= viewers.size() || viewers.get(seat) != viewer) {
            return; // has gone already
        }
        Viewer last = viewers.remove(viewers.size() - 1);
        if (last != viewer) {
            last.sit(seat);
            viewers.set(seat, last);
        }
        left.run();
    }
}
