package boxoffice.scaling.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.scaling.simulation.ScaleInRule.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleInRuleTest {

    private static final ScaleInRule AVERAGE = new ScaleInRule(20, 15, Evaluation.AVERAGE, 0);
    private static final ScaleInRule SUSTAINED = new ScaleInRule(20, 15, Evaluation.SUSTAINED, 0);

    @Test
    void aBurstWithinTheQuarterOfAnHourPassesTheAverageOnly() {
        List<Double> burst = new ArrayList<>(Collections.nCopies(15, 8.0));
        burst.set(7, 60.0);
        assertThat(AVERAGE.isInAlarm(burst)).isTrue();
        assertThat(SUSTAINED.isInAlarm(burst)).isFalse();
    }

    @Test
    void nothingIsSaidBeforeThereAreFifteenMinutes() {
        assertThat(AVERAGE.isInAlarm(Collections.nCopies(14, 1.0))).isFalse();
        assertThat(SUSTAINED.isInAlarm(Collections.nCopies(15, 1.0))).isTrue();
    }

    @Test
    void twentyPercentIsNotUnderTwenty() {
        assertThat(AVERAGE.isInAlarm(Collections.nCopies(15, 20.0))).isFalse();
        assertThat(SUSTAINED.isInAlarm(Collections.nCopies(15, 20.0))).isFalse();
    }
}
