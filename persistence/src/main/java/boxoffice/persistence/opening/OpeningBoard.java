package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.pool.CallersContext;
import boxoffice.persistence.pool.ReaderPool;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The openings as everybody sees them: one snapshot from a reader, shared by all requests and refreshed on demand, so
 * that a crowd costs the reader a few statements a second. Never asked by who decides. What it shows is sorted out once
 * for each change: by a snapshot, by an operator, or by the clock, at the very instant that it comes to.
 *
 * <p>What this process's operators wrote shows at once, whatever the reader's lag. While no reader answers, the last
 * snapshot is shown with its age, for a while. Safe from any thread; futures complete on the caller's context.
 */
public final class OpeningBoard {

    /** A snapshot younger than this is shown as it is. */
    static final Duration FRESH = Duration.ofMillis(250);

    /** From this age on it is refreshed behind the answers: a crowd then never meets one that is no longer fresh. */
    static final Duration REFRESHED_FROM = Duration.ofMillis(150);

    /** Rather than wait longer for a refresh, the old one is shown. */
    static final Duration REFRESH_PATIENCE = Duration.ofMillis(300);

    /** An older one than this is not shown, even if no reader answers. */
    static final Duration SHOWN_MAX = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(OpeningBoard.class);

    private static final int OPENINGS_MAX = 500;
    private static final Comparator<ListedOpening> NEWEST_FIRST = Comparator.comparing(
                    (ListedOpening listed) -> listed.opening().id().value())
            .reversed();
    private static final Duration WRITES_KEPT = Duration.ofMinutes(1);

    /** An operator's write; {@code gone} when it was deleted. */
    private record Written(Opening opening, boolean gone) {}

    /** Where snapshots come from. */
    interface Source {

        /** All current openings, up to so many. */
        Future<BoardSnapshot> all(int openingsMax);

        /** That opening, or none. */
        Future<BoardSnapshot> one(OpeningId id);

        /** So many of those with a lower id, the newest. */
        Future<BoardSnapshot> page(long belowId, int limit);
    }

    private final Source source;
    private final LongSupplier nanoClock;
    private final Cache<OpeningId, Written> written;
    private final AtomicLong writes = new AtomicLong();
    private final AtomicReference<@Nullable BoardSnapshot> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable BoardEdition> edition = new AtomicReference<>();
    private final AtomicReference<@Nullable Future<BoardSnapshot>> refreshing = new AtomicReference<>();

    public OpeningBoard(ReaderPool reader) {
        this(new BoardReader(reader, Clock.systemUTC(), System::nanoTime), System::nanoTime);
    }

    OpeningBoard(Source source, LongSupplier nanoClock) {
        this.source = source;
        this.nanoClock = nanoClock;
        this.written = Caffeine.newBuilder()
                .maximumSize(OPENINGS_MAX)
                .expireAfterWrite(WRITES_KEPT)
                .ticker(nanoClock::getAsLong)
                .build();
    }

    /** The board now; the future completes on the caller's context. */
    public Future<BoardView> view() {
        BoardSnapshot shown = latest.get();
        Duration age = shown == null ? SHOWN_MAX : shown.age(nanoClock.getAsLong());
        if (shown != null && age.compareTo(FRESH) < 0) {
            if (age.compareTo(REFRESHED_FROM) >= 0 && refreshing.get() == null) {
                refreshed().onFailure(failure -> LOG.debug("not refreshed ahead of time", failure));
            }
            return Future.succeededFuture(view(shown));
        }
        Future<BoardSnapshot> refreshed = refreshed();
        if (shown == null || age.compareTo(SHOWN_MAX) >= 0) {
            return refreshed.map(this::view);
        }
        Future<BoardSnapshot> inTime = refreshed.timeout(REFRESH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return CallersContext.of(inTime).otherwise(shown).map(this::view); // a timeout comes on a thread of Netty's
    }

    /** What is in memory, at this very instant and without waiting for a reader; empty where that is too old. */
    public Optional<BoardView> latest() {
        BoardSnapshot shown = latest.get();
        return shown == null || shown.age(nanoClock.getAsLong()).compareTo(SHOWN_MAX) >= 0
                ? Optional.empty()
                : Optional.of(view(shown));
    }

    /** One opening, also when it is no longer on the board; empty when nobody may see it. */
    public Future<Optional<OpeningView>> find(OpeningId id) {
        return view().compose(board -> {
            Optional<ShownOpening> shown = board.content().find(id);
            return shown.isPresent()
                    ? Future.succeededFuture(Optional.of(new OpeningView(shown.get(), board.now(), board.age())))
                    : findOffTheBoard(id, board.now());
        });
    }

    /** One opening for its operators, who see it also before it is announced; empty when there is none. */
    public Future<Optional<ListedOpening>> findPlanned(OpeningId id) {
        return source.one(id).map(one -> {
            ListedOpening read = one.openings().get(id);
            Written write = written.getIfPresent(id);
            return Optional.ofNullable(write == null ? read : newer(read, write));
        });
    }

    /**
     * A page of all openings, announced or not, the newest first; what this process's operators wrote is in it.
     *
     * @param before where the page before said that the next begins; empty for the first
     */
    public Future<OpeningPage> page(Optional<OpeningId> before, int limit) {
        long below = before.map(OpeningId::value).orElse(Long.MAX_VALUE);
        return source.page(below, limit).map(read -> {
            boolean last = read.openings().size() < limit;
            long lowest = last
                    ? 0
                    : read.openings().keySet().stream()
                            .mapToLong(OpeningId::value)
                            .min()
                            .orElse(0);
            Instant now = read.readerClock();
            List<ShownOpening> known = merged(read).stream()
                    .filter(listed -> isWithin(listed, lowest, below))
                    .sorted(NEWEST_FIRST)
                    .map(listed -> new ShownOpening(listed, listed.phaseAt(now)))
                    .toList();
            if (known.size() <= limit) {
                return new OpeningPage(known, last ? Optional.empty() : Optional.of(new OpeningId(lowest)), now);
            }
            List<ShownOpening> shown = known.subList(0, limit);
            return new OpeningPage(
                    shown, Optional.of(shown.get(limit - 1).listed().opening().id()), now);
        });
    }

    private static boolean isWithin(ListedOpening listed, long lowest, long below) {
        long id = listed.opening().id().value();
        return lowest <= id && id < below;
    }

    /**
     * When each opening opens, also those that are not announced yet: of a snapshot that is taken now, since who asks
     * acts on what is missing. Fails where no reader answers.
     */
    public Future<List<Instant>> openingTimes() {
        return planned().map(openings -> openings.stream()
                .map(opening -> opening.window().opensAt())
                .toList());
    }

    /** The openings as operators know them, also those that are not announced yet; the rest as for opening times. */
    public Future<List<Opening>> planned() {
        return refreshed()
                .map(snapshot ->
                        merged(snapshot).stream().map(ListedOpening::opening).toList());
    }

    /** How old the snapshot is; zero before the first. Any thread. */
    public Duration age() {
        BoardSnapshot shown = latest.get();
        return shown == null ? Duration.ZERO : shown.age(nanoClock.getAsLong());
    }

    void written(Opening opening) {
        remember(new Written(opening, false));
    }

    void deleted(Opening opening) {
        remember(new Written(opening, true));
    }

    /** Counted when it is there to be read: who has counted it before has read it too. */
    private void remember(Written write) {
        written.put(write.opening().id(), write);
        writes.incrementAndGet();
    }

    private Future<Optional<OpeningView>> findOffTheBoard(OpeningId id, Instant now) {
        Written write = written.getIfPresent(id);
        if (write != null && (write.gone() || !write.opening().window().isAnnouncedAt(now))) {
            return Future.succeededFuture(Optional.empty());
        }
        return source.one(id).map(one -> {
            ListedOpening read = one.openings().get(id);
            ListedOpening listed = write == null ? read : newer(read, write);
            Instant clock = one.readerClock();
            return Optional.ofNullable(listed)
                    .filter(there -> there.opening().window().isAnnouncedAt(clock))
                    .map(there -> new OpeningView(new ShownOpening(there, there.phaseAt(clock)), clock, Duration.ZERO));
        });
    }

    private BoardView view(BoardSnapshot snapshot) {
        long nowNanos = nanoClock.getAsLong();
        Instant now = snapshot.now(nowNanos);
        return new BoardView(content(snapshot, now), now, snapshot.age(nowNanos));
    }

    /** What it shows at that instant; sorted out anew only when that has changed. */
    private BoardContent content(BoardSnapshot snapshot, Instant now) {
        long writesNow = writes.get(); // before they are read: one that comes in between is read again
        BoardEdition current = edition.get();
        if (current != null && current.holds(snapshot, writesNow, now)) {
            return current.content();
        }
        BoardContent before = current == null ? BoardContent.NOTHING : current.content();
        BoardEdition next = BoardEdition.of(snapshot, writesNow, merged(snapshot), now, before);
        edition.set(next);
        return next.content();
    }

    private Collection<ListedOpening> merged(BoardSnapshot snapshot) {
        Map<OpeningId, ListedOpening> openings = new HashMap<>(snapshot.openings());
        written.asMap().forEach((id, write) -> openings.compute(id, (same, read) -> newer(read, write)));
        return openings.values();
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
            return CallersContext.of(running);
        }
        Future<BoardSnapshot> all =
                Future.<Void>succeededFuture().compose(now -> source.all(OPENINGS_MAX)); // fails, and never throws
        all.onSuccess(latest::set).onComplete(read -> {
            refreshing.set(null);
            mine.handle(read);
        });
        return CallersContext.of(mine.future());
    }
}
