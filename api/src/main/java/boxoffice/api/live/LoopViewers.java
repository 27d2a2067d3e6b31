package boxoffice.api.live;

import boxoffice.api.http.AnswerStream;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.domain.opening.Window;
import boxoffice.persistence.opening.BoardView;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.ShownOpening;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All who watch on one event loop: looks at the board while there are any, and besides at the very instant at which an
 * opening opens or closes. Confined to that event loop.
 */
final class LoopViewers {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Duration LOOK = Duration.ofMillis(250);

    /** Everybody is looked after once in so many looks. */
    private static final int PARTS = 20;

    private final Vertx vertx;
    private final Context context;
    private final OpeningBoard board;
    private final ViewerSettings settings;
    private final ViewerObserver observer;
    private final Runnable left;
    private final Map<OpeningId, Broadcast> broadcasts = new HashMap<>();
    private boolean looking;
    private volatile int waiting;
    private volatile Map<OpeningId, Integer> watching = Map.of();

    /** @param left is told of each viewer who has gone */
    LoopViewers(
            Vertx vertx,
            Context context,
            OpeningBoard board,
            ViewerSettings settings,
            ViewerObserver observer,
            Runnable left) {
        this.vertx = vertx;
        this.context = context;
        this.board = board;
        this.settings = settings;
        this.observer = observer;
        this.left = left;
    }

    void join(ShownOpening shown, AnswerStream stream) {
        OpeningId id = shown.listed().opening().id();
        broadcasts
                .computeIfAbsent(
                        id,
                        first -> new Broadcast(
                                shown,
                                settings,
                                observer,
                                next -> context.runOnContext(run -> next.run()),
                                System::nanoTime,
                                THREADS::getCurrentThreadCpuTime,
                                left))
                .join(stream);
        if (!looking) {
            looking = true;
            look();
        }
    }

    /** How many watch openings that may still give them a ticket. Any thread; as of the last look. */
    int waiting() {
        return waiting;
    }

    /** How many watch each opening. Any thread; as of the last look. */
    Map<OpeningId, Integer> watching() {
        return watching;
    }

    Context context() {
        return context;
    }

    void end() {
        broadcasts.values().forEach(Broadcast::end);
    }

    private void look() {
        long timer = vertx.setTimer(LOOK.toMillis(), due -> Future.<Void>succeededFuture()
                .compose(now -> board.view())
                .map(this::shown)
                .onComplete(shown -> goOn())); // whatever went wrong: nobody else looks for these viewers
        assert timer >= 0;
    }

    private boolean shown(BoardView view) {
        show(view);
        return true;
    }

    private void goOn() {
        broadcasts.values().removeIf(broadcast -> broadcast.size() == 0);
        waiting = broadcasts.values().stream()
                .filter(broadcast -> broadcast.edition().phase() == Phase.ANNOUNCED
                        || broadcast.edition().phase() == Phase.OPEN)
                .mapToInt(Broadcast::size)
                .sum();
        watching = broadcasts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().size()));
        broadcasts.values().forEach(broadcast -> broadcast.beat(PARTS));
        looking = !broadcasts.isEmpty();
        if (looking) {
            look();
        }
    }

    /** At once, whether a reader answers or not: the board in memory knows what the clock changes. */
    private void lookNow() {
        board.latest().ifPresent(this::show);
    }

    private void show(BoardView view) {
        Iterator<Map.Entry<OpeningId, Broadcast>> each = broadcasts.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<OpeningId, Broadcast> entry = each.next();
            Broadcast broadcast = entry.getValue();
            Optional<ShownOpening> shown = view.content().find(entry.getKey());
            if (shown.isPresent()) {
                broadcast.show(shown.get());
            } else {
                broadcast.end(); // withdrawn: whoever comes back learns it
            }
            meetInstant(broadcast.edition().shown().listed().opening().window(), view.now());
        }
    }

    private void meetInstant(Window window, Instant now) {
        Stream.of(window.opensAt(), window.closesAt())
                .map(instant -> Duration.between(now, instant))
                .filter(ahead -> !ahead.isNegative() && ahead.compareTo(LOOK.multipliedBy(2)) < 0)
                .forEach(ahead -> {
                    long timer = vertx.setTimer(ahead.toMillis() + 1, due -> lookNow());
                    assert timer >= 0;
                });
    }
}
