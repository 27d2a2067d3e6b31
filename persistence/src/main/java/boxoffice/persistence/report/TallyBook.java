package boxoffice.persistence.report;

import boxoffice.domain.claim.ClaimOutcome;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.claim.ClaimObserver;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how this process answers the claims of each opening, and writes the counts down every two seconds while they
 * change, and once more when it is stopped: a process that is killed takes the last two seconds with it. Each writes
 * rows of its own, whole, so that writing again harms nothing and what several processes counted is added. A claim only
 * counts in memory; the writing goes another way than claims.
 *
 * <p>{@link #answered} may be called from any thread; the rest is used by one caller.
 */
public final class TallyBook implements ClaimObserver {

    static final Duration WRITTEN_EVERY = Duration.ofSeconds(2);

    /** Claims of more openings at once are not counted by opening. */
    static final int OPENINGS_MAX = 200;

    private static final int IDLE_ROUNDS_MAX = 300;

    private static final Logger LOG = LoggerFactory.getLogger(TallyBook.class);

    private record Page(OpeningId opening, Counts counts, Tally tally) {}

    private final WriterPool writer;
    private final Map<OpeningId, Counts> counting = new ConcurrentHashMap<>();
    private final Map<OpeningId, Tally> written = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private long timer = -1;

    /** @param writer none that claims use */
    public TallyBook(WriterPool writer) {
        this.writer = writer;
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(WRITTEN_EVERY.toMillis(), due -> writeInTurn());
    }

    /** Writes the last counts. */
    public Future<Void> stop(Vertx vertx) {
        boolean unused = vertx.cancelTimer(timer);
        return write();
    }

    @Override
    public void answered(OpeningId opening, ClaimOutcome outcome, long nanos) {
        Answered.of(outcome).ifPresent(how -> {
            Counts counts = counting.get(opening);
            if (counts == null && counting.size() < OPENINGS_MAX) {
                counts = counting.computeIfAbsent(opening, first -> new Counts());
            }
            if (counts != null) {
                counts.add(how, nanos);
            }
        });
    }

    @Override
    public void answered(ClaimOutcome outcome, long nanos) {}

    @Override
    public void batchDecided(int claims, long nanos) {}

    @Override
    public void attempted(AttemptResult result) {}

    private void writeInTurn() {
        if (writing.compareAndSet(false, true)) {
            write().onComplete(done -> writing.set(false))
                    .onFailure(failure -> LOG.debug("counts are written later", failure));
        }
    }

    /** Those that have changed since they were written. */
    Future<Void> write() {
        List<Page> changed = new ArrayList<>();
        counting.forEach((opening, counts) -> {
            Tally tally = counts.tally();
            boolean isWritten = tally.answers()
                    .equals(written.getOrDefault(opening, Tally.NOTHING).answers());
            if (counts.idle(isWritten) > IDLE_ROUNDS_MAX && counting.remove(opening, counts)) {
                written.remove(opening); // what comes yet is counted under another id
            } else if (!isWritten) {
                changed.add(new Page(opening, counts, tally));
            }
        });
        return InTurn.each(changed, this::write).mapEmpty();
    }

    private Future<Void> write(Page page) {
        String answers = page.tally().answersJson();
        String latencies = page.tally().latencies().toJson().encode();
        Tuple columns = Tuple.of(page.opening().value(), page.counts().id(), answers, latencies, answers, latencies);
        return writer.transaction(session -> session.run(ReportStatements.REMEMBER, columns))
                .onSuccess(done -> written.put(page.opening(), page.tally()))
                .mapEmpty();
    }
}
