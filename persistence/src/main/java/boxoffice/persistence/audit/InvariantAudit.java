package boxoffice.persistence.audit;

import boxoffice.domain.opening.Freeze;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.persistence.opening.Actor;
import boxoffice.persistence.opening.OpeningChange;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the tables keep the promise, for all openings that are open or have ended lately, and
 * freezes one of which they do not. The third guard: it finds what both the rule and the keys have let through.
 *
 * <p>Looks on a reader, at so many quotas at a time, those that have changed first. What is not well there, or was
 * changed while it was read, is read again on the writer in one snapshot, and only that is believed: a replica that
 * lags, or is wrong, is no breach. Never waits for a lock nor holds one; one look at a time, each bounded; rests so
 * long in between that looking takes no more than a small part of one reader connection's time.
 *
 * <p>An opening that is frozen is not looked at: it grants nothing. One that is resumed while its books are still wrong
 * is frozen again. All instances look; the first to freeze reports it. {@link #age()} may be asked from any thread, all
 * other state is confined to the context of {@link #start}.
 */
public final class InvariantAudit {

    /** Between two looks while there is something to look at. */
    static final Duration EVERY = Duration.ofSeconds(5);

    /** And while there is nothing. */
    static final Duration CALM = Duration.ofSeconds(10);

    /** Looking takes one part in so many of the time. */
    static final int SHARE = 20;

    /** What is left after this is looked at next time: a long look would slow a rush down for as long. */
    static final Duration LOOK_MAX = Duration.ofMillis(250);

    /** At one look. */
    static final int QUOTAS_MAX = 50;

    private static final Logger LOG = LoggerFactory.getLogger(InvariantAudit.class);

    /** Freezes an opening; tells whether it was not frozen before. */
    interface Freezer {

        Future<Boolean> freeze(OpeningId opening, String reason);
    }

    /** A quota whose books were right; {@code nanos} is when it was listed first where they never were. */
    private record Seen(@Nullable Long version, long nanos) {}

    private final Books books;
    private final Freezer freezer;
    private final AuditObserver observer;
    private final LongSupplier nanoClock;
    private Map<QuotaId, Seen> seen = new HashMap<>();
    private boolean troubled;
    private volatile long oldestNanos;
    private volatile long timer;
    private volatile boolean stopped;
    private volatile Future<Void> looking = Future.succeededFuture();

    InvariantAudit(Books books, Freezer freezer, AuditObserver observer, LongSupplier nanoClock) {
        this.books = books;
        this.freezer = freezer;
        this.observer = observer;
        this.nanoClock = nanoClock;
        this.oldestNanos = nanoClock.getAsLong();
    }

    /** Of the database that these lead to. */
    public static InvariantAudit of(ReaderPool reader, WriterPool writer, Openings openings, AuditObserver observer) {
        Freezer freezer = (opening, reason) ->
                openings.freeze(opening, reason, Actor.SERVICE).map(change -> change instanceof OpeningChange.Done);
        return new InvariantAudit(new SqlBooks(reader, writer), freezer, observer, System::nanoTime);
    }

    /** Looks from now on, on a context of its own. */
    public void start(Vertx vertx) {
        Context context = vertx.getOrCreateContext();
        context.runOnContext(started -> rest(vertx, EVERY));
    }

    /** Looks no more; completes when the last look has ended. */
    public Future<Void> stop(Vertx vertx) {
        stopped = true;
        boolean waited = vertx.cancelTimer(timer);
        return waited ? Future.succeededFuture() : looking;
    }

    /**
     * How long ago the books of some opening were found right last, of all that are open or have ended lately; and
     * where there is none, how long ago that was found. Grows while no server answers.
     */
    public Duration age() {
        return Duration.ofNanos(nanoClock.getAsLong() - oldestNanos);
    }

    private void rest(Vertx vertx, Duration pause) {
        timer = vertx.setTimer(pause.toMillis(), over -> {
            if (!stopped) {
                long start = nanoClock.getAsLong();
                looking = look().transform(looked -> {
                    report(looked.cause());
                    if (!stopped) {
                        rest(vertx, pause(Duration.ofNanos(nanoClock.getAsLong() - start)));
                    }
                    return Future.succeededFuture();
                });
            }
        });
    }

    /** After a look that took so long. */
    Duration pause(Duration took) {
        Duration least = seen.isEmpty() ? CALM : EVERY;
        Duration share = took.multipliedBy(SHARE - 1);
        return share.compareTo(least) > 0 ? share : least;
    }

    /** One look at everything that is due; fails where something could not be read, after all the rest. */
    Future<Void> look() {
        long start = nanoClock.getAsLong();
        return books.listed().compose(listed -> {
            Set<OpeningId> suspects = new LinkedHashSet<>();
            List<Throwable> failures = new ArrayList<>();
            remember(listed, start);
            return InTurn.each(
                            due(listed),
                            one -> isOver(start) ? Future.succeededFuture() : noted(look(one, suspects), failures))
                    .compose(looked -> noted(lookForLost(listed, suspects), failures))
                    .compose(looked -> InTurn.each(suspects, suspect -> noted(judge(suspect, listed), failures)))
                    .compose(judged -> {
                        oldestNanos = seen.values().stream()
                                .mapToLong(Seen::nanos)
                                .min()
                                .orElse(start);
                        return failures.isEmpty() ? Future.succeededFuture() : Future.failedFuture(failures.get(0));
                    });
        });
    }

    /** What cannot be read does not keep the rest from being looked at. */
    private static Future<Void> noted(Future<Void> step, List<Throwable> failures) {
        return step.recover(failure -> {
            failures.add(failure);
            return Future.succeededFuture();
        });
    }

    private Future<Void> lookForLost(List<Listed> listed, Set<OpeningId> suspects) {
        Set<OpeningId> current = listed.stream().map(Listed::opening).collect(Collectors.toSet());
        return books.lost(listed)
                .onSuccess(lost -> lost.stream()
                        .map(Books.Lost::opening)
                        .filter(current::contains)
                        .forEach(suspects::add))
                .mapEmpty();
    }

    private void remember(List<Listed> listed, long now) {
        Map<QuotaId, Seen> before = seen;
        seen = new HashMap<>();
        for (Listed one : listed) {
            seen.put(one.quota(), before.getOrDefault(one.quota(), new Seen(null, now)));
        }
    }

    /** Those that have changed first, then those that were looked at longest ago. */
    private List<Listed> due(List<Listed> listed) {
        Map<QuotaId, Seen> before = Map.copyOf(seen);
        return listed.stream()
                .sorted(Comparator.comparing((Listed one) -> hasChanged(one, before.get(one.quota())) ? 0 : 1)
                        .thenComparing(one -> nanos(before.get(one.quota()))))
                .limit(QUOTAS_MAX)
                .toList();
    }

    private static boolean hasChanged(Listed listed, @Nullable Seen before) {
        return before == null || before.version() == null || before.version() != listed.version();
    }

    private static long nanos(@Nullable Seen before) {
        return before == null ? Long.MIN_VALUE : before.nanos();
    }

    private boolean isOver(long start) {
        return nanoClock.getAsLong() - start >= LOOK_MAX.toNanos();
    }

    private Future<Void> look(Listed listed, Set<OpeningId> suspects) {
        long asked = nanoClock.getAsLong();
        return books.quota(listed)
                .onSuccess(found -> {
                    boolean isWell = found.isEmpty()
                            || (found.get().tally().isOfOneMoment()
                                    && found.get().breaches().isEmpty());
                    if (isWell) {
                        seen.put(listed.quota(), new Seen(listed.version(), asked));
                    } else {
                        LOG.debug("opening {}: is read on the writer: {}", listed.opening(), found.get());
                        suspects.add(listed.opening());
                    }
                })
                .mapEmpty();
    }

    /** What the writer says is what is so. */
    private Future<Void> judge(OpeningId opening, List<Listed> listed) {
        long asked = nanoClock.getAsLong();
        return books.breaches(opening).compose(breaches -> {
            if (!breaches.isEmpty()) {
                return freeze(opening, breaches);
            }
            listed.stream()
                    .filter(one -> one.opening().equals(opening))
                    .forEach(one -> seen.put(one.quota(), new Seen(one.version(), asked)));
            return Future.succeededFuture();
        });
    }

    private Future<Void> freeze(OpeningId opening, List<String> breaches) {
        String reason = reason(breaches);
        return freezer.freeze(opening, reason)
                .onFailure(failure -> {
                    observer.breached();
                    LOG.error("opening {} cannot be frozen, and its books do not add up: {}", opening, reason, failure);
                })
                .onSuccess(isNew -> {
                    if (isNew) {
                        observer.breached();
                        LOG.error("opening {} is frozen: its books do not add up: {}", opening, reason);
                    }
                })
                .mapEmpty();
    }

    /** As long as a reason may be. */
    static String reason(List<String> breaches) {
        String all = String.join("; ", breaches);
        return all.codePointCount(0, all.length()) <= Freeze.REASON_LENGTH_MAX
                ? all
                : all.substring(0, all.offsetByCodePoints(0, Freeze.REASON_LENGTH_MAX - 1))
                                .strip()
                        + "…";
    }

    /** Once, until it goes well again. */
    private void report(@Nullable Throwable failure) {
        if (failure != null && !troubled) {
            LOG.warn("the audit could not look at everything: {}", failure.toString());
        } else if (failure == null && troubled) {
            LOG.info("the audit looks at everything again");
        }
        troubled = failure != null;
    }
}
