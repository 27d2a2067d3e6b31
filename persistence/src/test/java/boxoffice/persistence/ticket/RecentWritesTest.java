package boxoffice.persistence.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.persistence.ticket.RecentWrites.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentWritesTest {

    private static final MemberId MEMBER = new MemberId("m");

    private final AtomicLong nanos = new AtomicLong();
    private final RecentWrites recent = new RecentWrites(nanos::get);

    @Test
    void keepsTheLatestWriteForEachTicket() {
        recent.got(ticket(1));
        recent.got(ticket(2));
        recent.gaveBack(MEMBER, ticket(1).id());

        assertThat(recent.of(MEMBER))
                .containsExactly(
                        new Write.Got(ticket(2)), new Write.GaveBack(ticket(1).id()));
    }

    @Test
    void forgetsAfterAMinuteAndKnowsNobodyElse() {
        recent.got(ticket(1));

        assertThat(recent.of(new MemberId("another"))).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(recent.of(MEMBER)).isEmpty();
    }

    @Test
    void anAnswerThatComesLateDoesNotBringATicketBack() {
        recent.gaveBack(MEMBER, ticket(1).id());
        recent.got(ticket(1));

        assertThat(recent.of(MEMBER))
                .containsExactly(new Write.GaveBack(ticket(1).id()));
    }

    private static Ticket ticket(long opening) {
        return new Ticket(
                new TicketId(new OpeningId(opening), new TicketKey(0, opening)),
                new QuotaId(opening),
                MEMBER,
                1,
                new TicketCode("AAAA-AAAA-AAAA-AAAA"),
                Instant.EPOCH);
    }
}
