package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * One opening of which nobody can get a ticket at present, as the database told it: not open yet, sold out in every
 * quota, frozen, or closed. True for {@link #LIFETIME} from the moment the database was asked, since whoever changes it
 * waits that long before telling anybody ({@link ClaimLedger#changed}). Immutable.
 */
final class Certainty {

    /** How long what was read may be told. */
    static final Duration LIFETIME = Duration.ofMillis(300);

    /**
     * How long after its end it is certain that it has closed. The lock is not waited for here, so a ticket that was
     * granted before the end may still be on its way; its COMMIT is answered, or given up, sooner than this.
     */
    static final Duration CLOSED_AFTER = Duration.ofSeconds(15);

    private static final ClaimOutcome FROZEN = new ClaimOutcome.Frozen();

    private enum Kind {
        NOT_YET_OPEN,
        SOLD_OUT,
        FROZEN,
        CLOSED
    }

    private final LockedOpening read;
    private final long askedNanos;
    private final int[] holders;
    private final Kind kind;
    private final ClaimOutcome early;
    private final ClaimOutcome late;
    private final Map<QuotaId, ClaimOutcome> soldOut = new HashMap<>();

    private Certainty(LockedOpening read, long askedNanos, int[] holders, Kind kind) {
        this.read = read;
        this.askedNanos = askedNanos;
        this.holders = holders;
        this.kind = kind;
        Window window = read.facts().window();
        early = new ClaimOutcome.NotYetOpen(window.opensAt(), read.facts().now());
        late = new ClaimOutcome.Closed(window.closesAt());
        for (Stock stock : read.facts().stocks()) {
            soldOut.put(stock.quota().id(), new ClaimOutcome.SoldOut(stock.quota()));
        }
    }

    /**
     * Empty while tickets can be had, or when it cannot be told who holds one.
     *
     * @param askedNanos before the database was asked
     * @param holders {@linkplain #hash hashes} of all members with a ticket, sorted
     */
    static Optional<Certainty> of(LockedOpening read, long askedNanos, int[] holders) {
        return kind(read.facts()).map(kind -> new Certainty(read, askedNanos, holders, kind));
    }

    private static Optional<Kind> kind(LedgerFacts facts) {
        Window window = facts.window();
        if (!window.isAnnouncedAt(facts.now())) {
            return Optional.empty();
        } else if (window.hasClosedAt(facts.now())) {
            return window.hasClosedAt(facts.now().minus(CLOSED_AFTER)) ? Optional.of(Kind.CLOSED) : Optional.empty();
        } else if (!window.hasOpenedAt(facts.now())) {
            boolean wasOpen = facts.stocks().stream().anyMatch(stock -> stock.highestNumber() > 0);
            return wasOpen ? Optional.empty() : Optional.of(Kind.NOT_YET_OPEN);
        } else if (facts.isFrozen()) {
            return Optional.of(Kind.FROZEN);
        }
        boolean noneLeft = facts.stocks().stream().allMatch(stock -> stock.remaining() <= 0);
        return noneLeft ? Optional.of(Kind.SOLD_OUT) : Optional.empty();
    }

    /** The same, seen to be true again; empty when anything has changed. */
    Optional<Certainty> renewed(LockedOpening again, long askedAgainNanos) {
        boolean same = again.versions().equals(read.versions())
                && again.facts().window().equals(read.facts().window());
        return same ? of(again, askedAgainNanos, holders) : Optional.empty();
    }

    long ageNanos(long nowNanos) {
        return nowNanos - askedNanos;
    }

    /** What is certain for the member now; null when the database must be asked. */
    @Nullable ClaimOutcome outcome(MemberId member, QuotaChoice choice, long nowNanos) {
        long age = ageNanos(nowNanos);
        if (age >= LIFETIME.toNanos() || isHolder(member)) {
            return null;
        }
        return switch (kind) {
            case CLOSED -> late;
            case NOT_YET_OPEN -> latestClock(age).isBefore(window().opensAt()) ? early : null;
            case FROZEN -> latestClock(age).isBefore(window().closesAt()) ? FROZEN : null;
            case SOLD_OUT -> latestClock(age).isBefore(window().closesAt()) ? soldOut(choice) : null;
        };
    }

    /** The database's clock cannot be later than this: it was read after we asked. */
    private Instant latestClock(long age) {
        return read.facts().now().plusNanos(age);
    }

    private @Nullable ClaimOutcome soldOut(QuotaChoice choice) {
        if (choice instanceof QuotaChoice.Named named) {
            return soldOut.get(named.quota());
        }
        return soldOut.size() == 1 ? soldOut.values().iterator().next() : null;
    }

    private Window window() {
        return read.facts().window();
    }

    private boolean isHolder(MemberId member) {
        return holders.length > 0 && Arrays.binarySearch(holders, hash(member.value())) >= 0;
    }

    /** As the databases compute CRC32 of a member's id; who collides with a holder is asked for at the database. */
    private static int hash(String member) {
        CRC32 crc = new CRC32();
        crc.update(member.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
