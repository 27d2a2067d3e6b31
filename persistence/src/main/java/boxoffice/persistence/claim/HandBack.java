package boxoffice.persistence.claim;

import boxoffice.domain.claim.ClaimOutcome;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outcomes of one batch on their way to those who wait: each event loop is woken once, not once for each claim, and
 * tells some at a time, and serves its connections in between. Used by one thread, once.
 */
final class HandBack {

    private static final Logger LOG = LoggerFactory.getLogger(HandBack.class);

    /** Some hundredths of a millisecond each, and a loop is to be free again within a few milliseconds. */
    private static final int AT_A_TIME = 128;

    private record Told(Waiting waiting, ClaimOutcome outcome) {

        /** Whoever fails on hearing it fails alone. */
        void tell() {
            try {
                waiting.answer().complete(outcome);
            } catch (RuntimeException failure) {
                LOG.error("whoever waited for a claim failed on its answer", failure);
            }
        }
    }

    private record Loop(Context context, List<Told> all) {

        void tell() {
            context.runOnContext(turn -> tellFrom(0));
        }

        /** By a timer: what is put behind a task is run before the loop looks at its connections again. */
        private void tellFrom(int first) {
            int next = Math.min(first + AT_A_TIME, all.size());
            all.subList(first, next).forEach(Told::tell);
            if (next < all.size()) {
                context.owner().setTimer(1, due -> tellFrom(next));
            }
        }
    }

    private final Map<Thread, Loop> loops = new HashMap<>();
    private final List<Told> withoutContext = new ArrayList<>(0);

    void add(Waiting waiting, ClaimOutcome outcome) {
        Told told = new Told(waiting, outcome);
        Context caller = waiting.caller();
        if (caller == null) {
            withoutContext.add(told);
        } else {
            loops.computeIfAbsent(waiting.thread(), first -> new Loop(caller, new ArrayList<>()))
                    .all()
                    .add(told);
        }
    }

    void send() {
        withoutContext.forEach(Told::tell);
        loops.values().forEach(Loop::tell);
    }
}
