package boxoffice.persistence.report;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.Quota;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an opening went: what the tickets tell, and what the processes counted.
 *
 * @param issued tickets that are held
 * @param returned tickets that were given back
 * @param redeemed tickets with which somebody was let in
 * @param soldOutAt when all tickets were held for the first time; empty where they never were
 * @param busiest empty where no ticket was granted
 * @param tally how claims were answered, and how quickly
 * @param watching members who have its page open now, or had some seconds ago
 */
public record OpeningReport(
        Opening opening,
        long issued,
        long returned,
        long redeemed,
        Optional<Instant> firstAt,
        Optional<Instant> lastAt,
        Optional<Instant> soldOutAt,
        Optional<Busiest> busiest,
        Tally tally,
        long watching) {

    /** The second in which most tickets were granted. */
    public record Busiest(Instant second, long granted) {}

    public long size() {
        return opening.quotas().stream().mapToLong(Quota::size).sum();
    }

    public long granted() {
        return issued + returned;
    }

    /** Claims that were decided on, each of a member who wanted a ticket while it was open. */
    public long asked() {
        return granted() + tally.answered(Answered.ALREADY_HELD) + tally.answered(Answered.SOLD_OUT);
    }

    public Optional<Duration> timeToSellOut() {
        return soldOutAt.map(at -> Duration.between(opening.window().opensAt(), at));
    }
}
