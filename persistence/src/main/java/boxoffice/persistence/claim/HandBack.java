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
 * The outcomes of one batch on their way to those who wait: each context is woken once, not once for each claim. Used
 * by one thread, once.
 */
final class HandBack {

    private static final Logger LOG = LoggerFactory.getLogger(HandBack.class);

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

    private final Map<Context, List<Told>> byContext = new HashMap<>();
    private final List<Told> withoutContext = new ArrayList<>(0);

    void add(Waiting waiting, ClaimOutcome outcome) {
        Told told = new Told(waiting, outcome);
        Context caller = waiting.caller();
        if (caller == null) {
            withoutContext.add(told);
        } else {
            byContext.computeIfAbsent(caller, first -> new ArrayList<>()).add(told);
        }
    }

    void send() {
        withoutContext.forEach(Told::tell);
        byContext.forEach((caller, all) -> caller.runOnContext(back -> all.forEach(Told::tell)));
    }
}
