package boxoffice.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.QuotaId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TicketCodeTest {

    private static final QuotaId QUOTA = new QuotaId(17);
    private static final long QUOTAS = 1 << 20;

    @Test
    void aCodeIsFourGroupsThatCanBeReadAloud() {
        assertThat(TicketCode.of(QUOTA, 1, TicketSecret.random(new Random(1))).value())
                .matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
    }

    @Test
    void theFirstGroupIsTheQuotaTheSecondTheNumberAndTheRestTheSecret() {
        TicketSecret secret = new TicketSecret(31L << 35 | 1L << 20 | 30);

        assertThat(TicketCode.of(new QuotaId(33), 32 * 32 + 2, secret).value()).isEqualTo("0011-0102-Z001-000Y");
        assertThat(TicketCode.of(new QuotaId(QUOTAS + 33), 1, secret).value()).isEqualTo("0011-0001-Z001-000Y");
    }

    @Test
    void aCodeTellsWhereItsTicketIs() {
        Random random = new Random(2);
        for (int number : List.of(1, 31, 32, 123_456, OpeningDraft.QUOTA_SIZE_MAX)) {
            for (long quota : List.of(1L, 17L, QUOTAS - 1)) {
                TicketCode code = TicketCode.of(new QuotaId(quota), number, TicketSecret.random(random));

                assertThat(code.place()).contains(new TicketCode.Place(new QuotaId(quota), number));
            }
        }
    }

    @Test
    void whatIsNoCodeTellsNoPlace() {
        for (String other : List.of(
                "",
                "0011",
                "0011-0001-Z001-000",
                "0011-0001-Z001-000YY",
                "0011-0001-Z001-000U",
                "0011-0001-Z001-000y",
                "001100010Z0100000YY",
                "0011-0001-Z001-000Y-0000",
                "0011 0001 Z001 000Y")) {
            assertThat(new TicketCode(other).place()).as(other).isEmpty();
        }
    }

    @Test
    void everyPlaceOfTheSecretHasEverySignAsOftenAsAnyOther() {
        int codes = 32_000;
        int[][] counts = new int[19][128];
        Random random = new Random(2);
        for (int i = 0; i < codes; i++) {
            String code = TicketCode.of(QUOTA, 1, TicketSecret.random(random)).value();
            for (int place = 10; place < code.length(); place++) {
                counts[place][code.charAt(place)]++;
            }
        }
        for (int place = 10; place < 19; place++) {
            for (char sign : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
                if (place != 14) {
                    assertThat(counts[place][sign]).as("%s at %d", sign, place).isBetween(800, 1_200);
                }
            }
        }
    }

    @Test
    void neitherACodeNorASecretShowsItself() {
        TicketSecret secret = new TicketSecret(123_456_789);
        TicketCode code = TicketCode.of(QUOTA, 1, secret);

        assertThat(code.toString()).doesNotContain(code.value());
        assertThat(secret.toString()).doesNotContain("123456789");
    }
}
