package boxoffice.domain.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void readsBackWhatItWrote() {
        assertThat(OpeningId.parse(new OpeningId(17).toString())).contains(new OpeningId(17));
        assertThat(QuotaId.parse(new QuotaId(1).toString())).contains(new QuotaId(1));
    }

    @Test
    void knowsOneSpellingForOneThing() {
        for (String other : List.of("", "0", "017", "+17", "-1", " 17", "1e3", "１７", "9".repeat(19), "17'--")) {
            assertThat(OpeningId.parse(other)).as(other).isEmpty();
        }
    }
}
