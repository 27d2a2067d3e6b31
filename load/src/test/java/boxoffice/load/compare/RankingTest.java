package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Ranking.median(9, 1, 5)).isEqualTo(5);
        assertThat(Ranking.median(4, 1, 9, 2)).isEqualTo(3);
    }

    @Test
    void aRateIsBetterWhereItIsHigher() {
        Ranking ranking = new Ranking(Mode.STEADY);
        run(ranking, 50_000, 1_000);
        run(ranking, 60_000, 2_000);
        run(ranking, 40_000, 1_000);
        assertThat(ranking.markdown())
                .contains("| boxoffice | 50,000, 60,000, 40,000 | **50,000** |  | 20.0 |  | 300 |")
                .contains(
                        "| insert-first | 1,000, 2,000, 1,000 | **1,000** | **40.00 x** (30.00 to 50.00) | 500 | 25.00 x (25.00 to 25.00) | 400 |");
    }

    @Test
    void aTimeIsBetterWhereItIsShorter() {
        Ranking ranking = new Ranking(Mode.BURST);
        run(ranking, 50, 1_000);
        assertThat(ranking.markdown()).contains("**20.00 x**");
    }

    private static void run(Ranking ranking, double ours, double others) {
        ranking.add(Flavour.PLAIN, new Figure(ours, 20, 300, ""));
        ranking.add(Peer.INSERT_FIRST, new Figure(others, 500, 400, ""));
    }
}
