package boxoffice.domain.opening;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningDraft.Problem;
import boxoffice.domain.opening.OpeningDraft.QuotaDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpeningDraftTest {

    private static final Instant OPENS_AT = Instant.parse("2026-12-01T11:00:00Z");

    @Test
    void findsNothingWrongWithASoundDraft() {
        assertThat(draft("Premiere", OPENS_AT.plusSeconds(60), List.of(new QuotaDraft("Seoul", 500)))
                        .problems())
                .isEmpty();
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        OpeningDraft draft = new OpeningDraft(
                " ",
                "x".repeat(201),
                OPENS_AT.plusSeconds(1),
                OPENS_AT,
                OPENS_AT,
                List.of(new QuotaDraft("a", 0), new QuotaDraft("a", 1_000_001)));

        assertThat(draft.problems())
                .extracting(Problem::pointer)
                .containsExactly(
                        "/title",
                        "/movie",
                        "/announcesAt",
                        "/closesAt",
                        "/quotas/0/size",
                        "/quotas/1/size",
                        "/quotas/1/name");
    }

    @Test
    void wantsAtLeastOneQuotaAndNotTooMany() {
        List<QuotaDraft> tooMany = java.util.stream.IntStream.range(0, 51)
                .mapToObj(i -> new QuotaDraft("q" + i, 1))
                .toList();

        assertThat(draft("t", OPENS_AT.plusSeconds(1), List.of()).problems()).hasSize(1);
        assertThat(draft("t", OPENS_AT.plusSeconds(1), tooMany).problems()).hasSize(1);
    }

    @Test
    void refusesYearsThatNoDatabaseColumnHolds() {
        assertThat(draft("t", Instant.MAX, List.of(new QuotaDraft("q", 1))).problems())
                .extracting(Problem::pointer)
                .containsExactly("/closesAt");
    }

    private static OpeningDraft draft(String title, Instant closesAt, List<QuotaDraft> quotas) {
        return new OpeningDraft(title, "A movie", OPENS_AT.minus(Duration.ofDays(7)), OPENS_AT, closesAt, quotas);
    }
}
