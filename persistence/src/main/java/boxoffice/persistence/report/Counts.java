package boxoffice.persistence.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What this process counts of one opening, under an id of its own. Any thread. */
final class Counts {

    private final String id = UUID.randomUUID().toString();
    private final Map<Answered, LongAdder> answers = new EnumMap<>(Answered.class);
    private int idleRounds;
    private final AtomicLongArray latencies = new AtomicLongArray(Latencies.buckets());

    Counts() {
        for (Answered how : Answered.values()) {
            answers.put(how, new LongAdder());
        }
    }

    String id() {
        return id;
    }

    /** How many rounds in a row nothing was counted; asked by one caller once a round. */
    int idle(boolean isIdle) {
        idleRounds = isIdle ? idleRounds + 1 : 0;
        return idleRounds;
    }

    void add(Answered how, long nanos) {
        LongAdder adder = answers.get(how);
        if (adder != null) {
            adder.increment();
        }
        latencies.incrementAndGet(Latencies.bucketOf(nanos));
    }

    Tally tally() {
        Map<Answered, Long> counted = new EnumMap<>(Answered.class);
        answers.forEach((how, adder) -> {
            if (adder.sum() > 0) {
                counted.put(how, adder.sum());
            }
        });
        long[] buckets = new long[Latencies.buckets()];
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            buckets[bucket] = latencies.get(bucket);
        }
        return new Tally(counted, new Latencies(buckets));
    }
}
