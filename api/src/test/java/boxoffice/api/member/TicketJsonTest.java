package boxoffice.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketJsonTest {

    @Test
    void theBytesOfAClaimsAnswerSayWhatEveryOtherAnswerSays() {
        Random random = new Random(1);
        Ticket ticket = new Ticket(
                new TicketId(new OpeningId(17), TicketKey.random(random)),
                new QuotaId(4),
                new MemberId("m-\"1\""),
                123,
                new TicketCode("0001-0001-K3QZ-9HXM"),
                Instant.parse("2030-01-01T20:00:00.123456Z"));

        assertThat(TicketJson.encoded(
                                ticket.id().toString(),
                                ticket,
                                ticket.claimedAt().toString())
                        .toJsonObject())
                .isEqualTo(TicketJson.of(ticket));
    }
}
