package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.persistence.ticket.RecentWrites;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to make the answer to a claim: the ticket as JSON, and a refusal that is the same for everybody. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClaimAnswersBenchmark {

    private final ClaimAnswers answers = new ClaimAnswers(new RecentWrites());
    private final ClaimOutcome granted = new ClaimOutcome.Granted(new Ticket(
            new TicketId(new OpeningId(42), new TicketKey(1, 2)),
            new QuotaId(7),
            new MemberId("m-1234"),
            1_234,
            new TicketCode("ABCD-EFGH-JKMN-PQRS"),
            Instant.parse("2026-11-25T18:00:00.123456Z")));
    private final ClaimOutcome soldOut = new ClaimOutcome.SoldOut(new Quota(new QuotaId(7), "all", 500));

    /** For JMH. */
    public ClaimAnswersBenchmark() {}

    @Benchmark
    public Answer granted() {
        return answers.of(granted);
    }

    @Benchmark
    public Answer soldOut() {
        return answers.of(soldOut);
    }
}
