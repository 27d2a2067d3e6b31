package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Openings of which no ticket can be had, so that a crowd that comes too early or too late costs the database a few
 * statements a second instead of one for each click. While somebody asks, each is read again before its
 * {@link Certainty#LIFETIME} is over; when nobody asks, nothing is read.
 *
 * <p>{@link #outcome} and {@link #changed} may be called from any thread; the rest is confined to the ledger's context.
 */
final class Certainties {

    /** From this age on, the next who asks has it read again. */
    static final Duration RENEWAL = Certainty.LIFETIME.dividedBy(2);

    /** With more than this an opening is always decided in the database. */
    static final int HOLDERS_MAX = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(Certainties.class);
    static final int OPENINGS_MAX = 200;

    /** Reads what a certainty is made of. */
    interface Source {

        /** The opening as it is now, without locking it; empty when there is none. */
        Future<Optional<LockedOpening>> opening(OpeningId opening);

        /** Sorted hashes of all who hold a ticket; empty when they are too many to remember. */
        Future<Optional<int[]>> holders(OpeningId opening);
    }

    /** What had changed of an opening, and of the writer, before it was read. */
    private record Before(@Nullable Long changes, long epoch) {}

    private final Source source;
    private final Executor ledger;
    private final LongSupplier nanoClock;
    private final Map<OpeningId, Certainty> certain = new ConcurrentHashMap<>();
    private final Set<OpeningId> reading = ConcurrentHashMap.newKeySet();
    private final AtomicLong epoch = new AtomicLong();
    private final Cache<OpeningId, Long> changes = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(10)) // longer than any read takes
            .executor(Runnable::run)
            .build();

    /** @param ledger runs what it is given on the ledger's context */
    Certainties(Source source, Executor ledger, LongSupplier nanoClock) {
        this.source = source;
        this.ledger = ledger;
        this.nanoClock = nanoClock;
    }

    /** What is certain for the member without asking; null when nothing is. */
    @Nullable ClaimOutcome outcome(OpeningId opening, MemberId member, QuotaChoice choice) {
        Certainty known = certain.get(opening);
        if (known == null) {
            return null;
        }
        long now = nanoClock.getAsLong();
        if (known.ageNanos(now) >= RENEWAL.toNanos() && reading.add(opening)) {
            ledger.execute(() -> renew(opening, known));
        }
        return known.outcome(member, choice, now);
    }

    /** To be called when somebody got no ticket: perhaps nobody can. */
    void consider(OpeningId opening) {
        long now = nanoClock.getAsLong();
        Certainty known = certain.get(opening);
        boolean fresh = known != null && isAlive(known, now);
        if (certain.size() >= OPENINGS_MAX) {
            certain.values().removeIf(old -> !isAlive(old, now));
        }
        if (!fresh && certain.size() < OPENINGS_MAX && reading.add(opening)) {
            read(opening);
        }
    }

    private static boolean isAlive(Certainty known, long nowNanos) {
        return known.ageNanos(nowNanos) < Certainty.LIFETIME.toNanos();
    }

    /** Nothing that was read of this opening up to now is certain any more. */
    void changed(OpeningId opening) {
        Long count = changes.asMap().merge(opening, 1L, Long::sum);
        certain.remove(opening);
        LOG.debug("opening {} was changed here, for the {}. time", opening, count);
    }

    /** Nothing that was read up to now is certain any more: the writer is another, or may be. Any thread. */
    void forget() {
        epoch.incrementAndGet();
        certain.clear();
    }

    private void read(OpeningId opening) {
        Before before = before(opening);
        long asked = nanoClock.getAsLong();
        settle(opening, before, source.opening(opening).compose(read -> read.map(
                        one -> withHolders(opening, one, asked))
                .orElse(Future.succeededFuture(Optional.empty()))));
    }

    /** Whoever got a ticket between the two reads has changed a version: then the second is another. */
    private Future<Optional<Certainty>> withHolders(OpeningId opening, LockedOpening read, long asked) {
        Optional<Certainty> withoutHolders = Certainty.of(read, asked, new int[0]);
        if (withoutHolders.isEmpty() || read.issued() == 0) {
            return Future.succeededFuture(withoutHolders);
        }
        if (read.issued() > HOLDERS_MAX) {
            return Future.succeededFuture(Optional.empty());
        }
        return source.holders(opening).compose(holders -> {
            if (holders.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            long askedAgain = nanoClock.getAsLong();
            Optional<Certainty> first = Certainty.of(read, asked, holders.get());
            return source.opening(opening)
                    .map(again -> first.flatMap(one -> again.flatMap(same -> one.renewed(same, askedAgain))));
        });
    }

    private void renew(OpeningId opening, Certainty known) {
        Before before = before(opening);
        long asked = nanoClock.getAsLong();
        settle(
                opening,
                before,
                source.opening(opening).map(again -> again.flatMap(same -> known.renewed(same, asked))));
    }

    private Before before(OpeningId opening) {
        return new Before(changes.getIfPresent(opening), epoch.get());
    }

    private void settle(OpeningId opening, Before before, Future<Optional<Certainty>> read) {
        read.otherwise(failure -> {
                    LOG.debug("opening {} cannot be read: {}", opening, failure.toString());
                    return Optional.empty();
                })
                .onComplete(done -> {
                    Optional<Certainty> found = done.result();
                    Certainty kept = certain.compute(opening, (same, old) -> {
                        return before.equals(before(opening)) ? found.orElse(null) : null;
                    });
                    reading.remove(opening);
                    LOG.trace("opening {}: {}", opening, kept == null ? "nothing certain" : "certain");
                });
    }
}
