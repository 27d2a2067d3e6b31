package boxoffice.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A made-up opening that is told to the meters as the service would tell it: 2,000 members, 500 tickets, most of the
 * presses in the first second, batches one after the other. It has no database and no clock, so the same seed gives the
 * same numbers at once.
 *
 * <p>Its figures are invented, to try a dashboard with; nothing about the speed of the service follows from them. For
 * one thread.
 */
final class SyntheticOpening {

    static final int MEMBERS = 2_000;
    static final int TICKETS = 500;
    private static final int BATCH_LIMIT = 256;

    private final Meters meters;
    private final RandomGenerator random;
    private final Timer claimTime;

    private final Queue<Press> waiting = new ArrayDeque<>();
    private final BitSet holders = new BitSet(MEMBERS);
    private double nowMillis;

    SyntheticOpening(Meters meters, RandomGenerator random) {
        this.meters = meters;
        this.random = random;
        this.claimTime = meters.timer(Catalogue.CLAIM_TIME);
    }

    /** One press of the button, relative to the opening; negative for those who cannot wait. */
    private record Press(double atMillis, int member) {}

    /** Plays the opening from its first press to its last answer, and some tickets given back. */
    void play() {
        meters.gauge(Catalogue.CLAIM_QUEUE_DEPTH, waiting::size);
        meters.gauge(Catalogue.CLAIM_QUEUE_AGE, this::oldestWaitSeconds);
        meters.gauge(Catalogue.HTTP_IN_FLIGHT, waiting::size);
        meters.gauge(Catalogue.POOL_LIMIT, () -> 4, "writer");
        meters.gauge(Catalogue.POOL_LIMIT, () -> 16, "reader");
        meters.gauge(Catalogue.BUILD, () -> 1, "synthetic");

        List<Press> presses = presses();
        int next = 0;
        while (next < presses.size() || !waiting.isEmpty()) {
            if (waiting.isEmpty()) {
                nowMillis = Math.max(nowMillis, presses.get(next).atMillis());
            }
            while (next < presses.size() && presses.get(next).atMillis() <= nowMillis) {
                arrive(presses.get(next++));
            }
            if (!waiting.isEmpty()) {
                decideBatch();
            }
        }
        meters.counter(Catalogue.TICKETS_RETURNED).increment(random.nextInt(1, 10));
    }

    private List<Press> presses() {
        List<Press> presses = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            double first = -20 + exponential() * 400;
            presses.add(new Press(first, member));
            if (first < 0 || random.nextInt(10) == 0) {
                presses.add(new Press(first + 150 + random.nextDouble() * 200, member));
            }
        }
        presses.sort(Comparator.comparingDouble(Press::atMillis));
        return presses;
    }

    private void arrive(Press press) {
        boolean known = random.nextInt(20) == 0;
        meters.counter(Catalogue.TOKEN_VERIFICATIONS, known ? "cached" : "verified")
                .increment();
        if (press.atMillis() < 0) {
            answer("not_yet_open", 0.2, "409");
        } else {
            waiting.add(press);
        }
    }

    private void decideBatch() {
        List<Press> batch = new ArrayList<>();
        while (batch.size() < BATCH_LIMIT && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        record(meters.timer(Catalogue.POOL_ACQUIRE_TIME, "writer"), random.nextDouble() * 0.3);
        attemptBatch(batch.size(), random.nextInt(10) == 0 ? "unknown" : "committed");

        for (Press press : batch) {
            double millis = nowMillis - press.atMillis();
            if (holders.get(press.member())) {
                answer("already_held", millis, "200");
            } else if (holders.cardinality() < TICKETS) {
                holders.set(press.member());
                answer("granted", millis, "201");
            } else {
                answer("sold_out", millis, "409");
            }
        }
    }

    private void attemptBatch(int size, String result) {
        double millis = 4 + size * 0.02 + exponential();
        nowMillis += millis;
        record(meters.timer(Catalogue.BATCH_TIME), millis);
        meters.counter(Catalogue.BATCH_ATTEMPTS, result).increment();
        if (result.equals("committed")) {
            meters.summary(Catalogue.BATCH_SIZE).record(size);
        } else {
            attemptBatch(size, "committed");
        }
    }

    private void answer(String outcome, double millis, String status) {
        meters.counter(Catalogue.CLAIMS, outcome).increment();
        record(claimTime, millis);
        meters.counter(Catalogue.HTTP_REQUESTS, "claimTicket", status).increment();
        record(meters.timer(Catalogue.HTTP_REQUEST_TIME, "claimTicket"), millis + 0.1);
    }

    private double oldestWaitSeconds() {
        Press oldest = waiting.peek();
        return oldest == null ? 0 : (nowMillis - oldest.atMillis()) / 1_000;
    }

    /** Of mean 1. Not {@code nextExponential()}: its algorithm may differ from one JDK to the next. */
    private double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }

    private static void record(Timer timer, double millis) {
        timer.record(Math.round(millis * 1_000_000), TimeUnit.NANOSECONDS);
    }
}
