package boxoffice.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The minutes around a {@link SyntheticOpening}, in steps of ten seconds: members come, the countdown runs, the opening
 * sells out, members go. As invented as the opening itself. For one thread.
 */
final class SyntheticDay {

    static final Duration STEP = Duration.ofSeconds(10);

    private static final int STEPS_BEFORE = 18;
    private static final int STEPS_AFTER = 12;
    private static final int SOLD_OUT_SECONDS = 1;

    private final Meters meters;
    private final RandomGenerator random;
    private int step = -STEPS_BEFORE;

    SyntheticDay(Meters meters, RandomGenerator random) {
        this.meters = meters;
        this.random = random;
    }

    /** Plays it all; tells the end of each step, of which the last one is now. */
    void play(Instant now, Consumer<Instant> stepEnded) {
        bindGauges();
        for (; step <= STEPS_AFTER; step++) {
            if (step == 0) {
                new SyntheticOpening(meters, random).play();
            } else {
                count(step < 0 ? "not_yet_open" : "sold_out", random.nextInt(1, 40));
            }
            stepEnded.accept(now.minus(STEP.multipliedBy(STEPS_AFTER - step)));
        }
    }

    private void bindGauges() {
        meters.gauge(Catalogue.OPENING_WINDOW, () -> 1);
        meters.gauge(Catalogue.OPENING_COUNTDOWN, () -> Math.max(0, -step) * STEP.toSeconds());
        meters.gauge(Catalogue.TICKETS_LEFT, () -> step < 0 ? SyntheticOpening.TICKETS : 0);
        meters.gauge(Catalogue.SELL_OUT_TIME, () -> step < 0 ? 0 : SOLD_OUT_SECONDS);
        meters.gauge(Catalogue.HTTP_CONNECTIONS, this::connections);
        meters.gauge(Catalogue.EVENT_LOOP_UTILISATION, () -> step == 0 ? 71 : 2 + connections() / 200);
        meters.gauge(Catalogue.EVENT_LOOP_LAG, () -> step == 0 ? 0.031 : 0.001);
        meters.gauge(Catalogue.POOL_BUSY, () -> step == 0 ? 1.9 : 0.1, "writer");
        meters.gauge(Catalogue.POOL_BUSY, () -> step == 0 ? 3.2 : 0.4, "reader");
    }

    private double connections() {
        double share = step <= 0 ? 1 + step / (double) STEPS_BEFORE : 1 - step / (double) STEPS_AFTER;
        return Math.rint(SyntheticOpening.MEMBERS * Math.max(0, share));
    }

    private void count(String outcome, int claims) {
        for (int claim = 0; claim < claims; claim++) {
            meters.counter(Catalogue.CLAIMS, outcome).increment();
            meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofNanos(random.nextInt(100_000, 900_000)));
            meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", "409").increment();
            meters.timer(Catalogue.HTTP_REQUEST_TIME, "claimTicket").record(Duration.ofMillis(1));
        }
    }
}
