package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.ReaderPool;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The openings as everybody sees them: one snapshot from a reader, shared by all requests and refreshed on demand, so
 * that a crowd costs the reader a few statements a second. Never asked by who decides.
 *
 * <p>What this process's operators wrote shows at once, whatever the reader's lag. While no reader answers, the last
 * snapshot is shown with its age, for a while. Safe from any thread; futures complete on the caller's context.
 */
public final class OpeningBoard {

    /** A snapshot younger than this is shown as it is. */
    static final Duration FRESH = Duration.ofMillis(250);

    /** Rather than wait longer for a refresh, the old one is shown. */
    static final Duration REFRESH_PATIENCE = Duration.ofMillis(300);

    /** An older one than this is not shown, even if no reader answers. */
    static final Duration SHOWN_MAX = Duration.ofSeconds(30);

    /** How long a closed opening stays on the board. */
    static final Duration CLOSED_SHOWN = Duration.ofDays(7);

    private static final int OPENINGS_MAX = 500;
    private static final Duration WRITES_KEPT = Duration.ofMinutes(1);

    /** An operator's write; {@code gone} when it was deleted. */
    private record Written(Opening opening, boolean gone) {}

    private final ReaderPool reader;
    private final Clock clock;
    private final LongSupplier nanoClock;
    private final Cache<OpeningId, Written> written = Caffeine.newBuilder()
            .maximumSize(OPENINGS_MAX)
            .expireAfterWrite(WRITES_KEPT)
            .build();
    private final AtomicReference<@Nullable BoardSnapshot> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable Future<BoardSnapshot>> refreshing = new AtomicReference<>();

    public OpeningBoard(ReaderPool reader) {
        this(reader, Clock.systemUTC(), System::nanoTime);
    }

    OpeningBoard(ReaderPool reader, Clock clock, LongSupplier nanoClock) {
        this.reader = reader;
        this.clock = clock;
        this.nanoClock = nanoClock;
    }

    /** The board now. */
    public Future<BoardView> view() {
        BoardSnapshot shown = latest.get();
        if (shown != null && shown.age(nanoClock.getAsLong()).compareTo(FRESH) < 0) {
            return Future.succeededFuture(view(shown));
        }
        Future<BoardSnapshot> refreshed = refreshed();
        if (shown == null || shown.age(nanoClock.getAsLong()).compareTo(SHOWN_MAX) >= 0) {
            return refreshed.map(this::view);
        }
        return refreshed
                .timeout(REFRESH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(shown)
                .map(this::view);
    }

    /** One opening as a view of its own, also when it is no longer on the board; empty when nobody may see it. */
    public Future<Optional<BoardView>> find(OpeningId id) {
        return view().compose(board -> {
            Optional<ListedOpening> listed = board.find(id);
            if (listed.isPresent()) {
                return Future.succeededFuture(Optional.of(only(listed.get(), board)));
            }
            Written write = written.getIfPresent(id);
            return write != null ? Future.succeededFuture(Optional.empty()) : findOffTheBoard(id);
        });
    }

    /** How old the snapshot is; zero before the first. Any thread. */
    public Duration age() {
        BoardSnapshot shown = latest.get();
        return shown == null ? Duration.ZERO : shown.age(nanoClock.getAsLong());
    }

    void written(Opening opening) {
        written.put(opening.id(), new Written(opening, false));
    }

    void deleted(Opening opening) {
        written.put(opening.id(), new Written(opening, true));
    }

    private Future<Optional<BoardView>> findOffTheBoard(OpeningId id) {
        return reader.query(OpeningStatements.ONE, Tuple.of(id.value())).map(rows -> {
            BoardSnapshot one = BoardSnapshot.of(rows, clock.instant(), nanoClock.getAsLong());
            return Optional.ofNullable(one.openings().get(id))
                    .filter(listed -> listed.opening().window().isAnnouncedAt(one.readerClock()))
                    .map(listed -> new BoardView(List.of(listed), one.readerClock(), Duration.ZERO));
        });
    }

    private static BoardView only(ListedOpening listed, BoardView board) {
        return new BoardView(List.of(listed), board.now(), board.age());
    }

    private BoardView view(BoardSnapshot snapshot) {
        long nowNanos = nanoClock.getAsLong();
        Instant now = snapshot.now(nowNanos);
        Map<OpeningId, ListedOpening> openings = new HashMap<>(snapshot.openings());
        written.asMap().forEach((id, write) -> openings.compute(id, (same, read) -> newer(read, write)));
        return new BoardView(
                openings.values().stream()
                        .filter(listed -> listed.opening().window().isAnnouncedAt(now))
                        .sorted(Comparator.comparing((ListedOpening listed) ->
                                        listed.opening().window().opensAt())
                                .thenComparing(listed -> listed.opening().id().value()))
                        .toList(),
                now,
                snapshot.age(nowNanos));
    }

    private static @Nullable ListedOpening newer(@Nullable ListedOpening read, Written write) {
        if (write.gone()) {
            return null;
        }
        if (read != null && read.opening().revision() >= write.opening().revision()) {
            return read;
        }
        return new ListedOpening(write.opening(), read == null ? Map.of() : read.issued());
    }

    /** One refresh at a time; whoever comes meanwhile shares it, each back on its own context. */
    private Future<BoardSnapshot> refreshed() {
        Promise<BoardSnapshot> mine = Promise.promise();
        Future<BoardSnapshot> running = refreshing.compareAndExchange(null, mine.future());
        if (running != null) {
            return onCallersContext(running);
        }
        reader.query(OpeningStatements.BOARD, Tuple.of(CLOSED_SHOWN.toSeconds(), OPENINGS_MAX))
                .map(rows -> BoardSnapshot.of(rows, clock.instant(), nanoClock.getAsLong()))
                .onSuccess(latest::set)
                .onComplete(read -> {
                    refreshing.set(null);
                    mine.handle(read);
                });
        return onCallersContext(mine.future());
    }

    private static <T> Future<T> onCallersContext(Future<T> shared) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            return shared;
        }
        Promise<T> promise = Promise.promise();
        shared.onComplete(result -> caller.runOnContext(back -> promise.handle(result)));
        return promise.future();
    }
}
