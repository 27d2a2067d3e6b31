package boxoffice.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TicketIdTest {

    @Test
    void readsBackWhatItWrote() {
        TicketId id = new TicketId(new OpeningId(17), new TicketKey(-1, 1));

        assertThat(id).hasToString("17-ffffffffffffffff0000000000000001");
        assertThat(TicketId.parse(id.toString())).contains(id);
    }

    @Test
    void namesNoTicketByAnyOtherText() {
        String key = "0".repeat(32);
        for (String other : List.of(
                "", "-", "17", "17-", key, "x-" + key, "17-" + key + "0", "17-" + "G".repeat(32), "17--" + key)) {
            assertThat(TicketId.parse(other)).as(other).isEmpty();
        }
    }
}
