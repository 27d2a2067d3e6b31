package boxoffice.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketTableTest {

    private static final Instant CLAIMED = Instant.parse("2030-01-01T20:00:00.123456Z");

    @Test
    void aRowTellsEverythingButTheCode() {
        assertThat(row("Screen 1", "ada", CLAIMED.plusSeconds(60)))
                .startsWith("\"Screen 1\",3,\"ada\",2030-01-01T20:00:00.123456Z,2030-01-01T20:01:00.123456Z,")
                .endsWith("\r\n")
                .doesNotContain("AAAA");
        assertThat(row("Screen 1", "ada", null)).contains("123456Z,,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void whatASpreadsheetWouldRunIsText(String member) {
        assertThat(row("q", member, null)).contains("\"'" + member + "\"");
    }

    @Test
    void quotesAndCommasStayInTheirCell() {
        assertThat(row("a \"b\", c", "x\",\"y", null)).startsWith("\"a \"\"b\"\", c\",3,\"x\"\",\"\"y\",");
    }

    private static String row(String quota, String member, @Nullable Instant redeemedAt) {
        Ticket ticket = new Ticket(
                new TicketId(new OpeningId(1), new TicketKey(1, 2)),
                new QuotaId(7),
                new MemberId(member),
                3,
                new TicketCode("AAAA-AAAA-AAAA-AAAA"),
                CLAIMED);
        return TicketTable.row(
                new Quota(new QuotaId(7), quota, 10), new HeldTicket(ticket, Optional.ofNullable(redeemedAt)));
    }
}
