package boxoffice.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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

    @Test
    void codesOfABatchBeginAlikeAndAscend() {
        SecureRandom random = new SecureRandom();
        List<String> batch = values(TicketCode.ascending(random, 1_000));
        List<String> another = values(TicketCode.ascending(random, 1_000));

        assertThat(batch).isSorted().doesNotHaveDuplicates().hasSize(1_000);
        assertThat(batch).allMatch(code -> code.startsWith(batch.get(0).substring(0, 5)));
        assertThat(another).noneMatch(code -> code.startsWith(batch.get(0).substring(0, 7)));
    }

    @Test
    void whatIsNotTheBatchesOwnIsSpreadOverAllCodes() {
        List<String> batch = values(TicketCode.ascending(new Random(3), 32_000));
        for (int place = 5; place < 19; place++) {
            int at = place;
            batch.stream()
                    .map(code -> code.charAt(at))
                    .filter(sign -> sign != '-')
                    .collect(Collectors.groupingBy(sign -> sign, Collectors.counting()))
                    .forEach((sign, count) ->
                            assertThat(count).as("%s at %d", sign, at).isBetween(800L, 1_200L));
        }
    }

    private static List<String> values(List<TicketCode> codes) {
        return codes.stream().map(TicketCode::value).toList();
    }
}
