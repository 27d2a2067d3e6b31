package boxoffice.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicketCodeTest {

    @Test
    void aCodeIsFourGroupsThatCanBeReadAloud() {
        assertThat(TicketCode.random(new Random(1)).value())
                .matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
    }

    @Test
    void everyPlaceHasEverySignAsOftenAsAnyOther() {
        int codes = 32_000;
        int[][] counts = new int[19][128];
        Random random = new Random(2);
        for (int i = 0; i < codes; i++) {
            String code = TicketCode.random(random).value();
            for (int place = 0; place < code.length(); place++) {
                counts[place][code.charAt(place)]++;
            }
        }
        for (int place = 0; place < 19; place++) {
            for (char sign = 0; sign < 128; sign++) {
                if (counts[place][sign] > 0 && sign != '-') {
                    assertThat(counts[place][sign]).as("%s at %d", sign, place).isBetween(800, 1_200);
                }
            }
        }
    }

    @Test
    void noCodeComesTwice() {
        Set<String> codes = new HashSet<>();
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 100_000; i++) {
            assertThat(codes.add(TicketCode.random(random).value())).isTrue();
        }
    }
}
