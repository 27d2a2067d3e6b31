package boxoffice.persistence.claim;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one opening that wait, in the order of arrival, no more than are decided in time. A second click of a
 * member on the same quota joins the first while that one still waits. At most one batch is in flight. Confined to the
 * ledger's context.
 */
final class ClaimBatcher {

    /**
     * One claim to decide, and all who wait for its outcome.
     *
     * @param movedUp whether the first of them came as a repeat, and stands before older ones
     */
    record Entry(Waiting first, List<Waiting> repeats, boolean movedUp) {

        Entry(Waiting first, List<Waiting> repeats) {
            this(first, repeats, false);
        }
    }

    private record Click(MemberId member, QuotaChoice choice) {}

    private final OpeningId opening;
    private final ClaimLimits limits;
    private final Admission admission;
    private final Map<Click, Entry> entries = new LinkedHashMap<>();
    private volatile @Nullable Waiting oldest; // for the gauges of other threads
    private volatile boolean busy; // in the ledger's queue of ready ones, or in flight

    ClaimBatcher(OpeningId opening, ClaimLimits limits) {
        this.opening = opening;
        this.limits = limits;
        this.admission = new Admission(limits);
    }

    OpeningId opening() {
        return opening;
    }

    /** False for who would wait in vain, and is not let in. */
    boolean add(Waiting arrival) {
        Click click = new Click(arrival.member(), arrival.choice());
        Entry waiting = entries.get(click);
        if (waiting != null) {
            return waiting.repeats().add(arrival);
        }
        if (entries.size() >= admission.waitingMax()) {
            return false;
        }
        entries.put(click, new Entry(arrival, new ArrayList<>(0)));
        noteOldest();
        return true;
    }

    /** How long the oldest has waited; any thread. */
    long oldestWaitNanos(long nowNanos) {
        Waiting first = oldest;
        return first == null ? 0 : Math.max(0, nowNanos - first.arrivedNanos());
    }

    private void noteOldest() {
        oldest = entries.isEmpty() ? null : entries.values().iterator().next().first();
    }

    /** Whether a batch is in flight, or one will be as soon as another opening's has landed; any thread. */
    boolean isBusy() {
        return busy;
    }

    /** Nobody waits, and none is in flight. */
    void rest() {
        busy = false;
    }

    /** True once, when there is something to decide and nobody is on it yet. */
    boolean becomesReady() {
        boolean becomes = !busy && !entries.isEmpty();
        busy = busy || becomes;
        return becomes;
    }

    /** Takes those out who have waited too long; a repeat that came in time moves up. */
    List<Waiting> removeImpatient(long nowNanos) {
        long nanos = nowNanos - admission.patience().toNanos();
        List<Waiting> late = new ArrayList<>();
        Iterator<Map.Entry<Click, Entry>> oldestFirst = entries.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Click, Entry> next = oldestFirst.next();
            Entry entry = next.getValue();
            if (entry.first().arrivedNanos() - nanos >= 0) {
                if (entry.movedUp()) {
                    continue;
                }
                break;
            }
            late.add(entry.first());
            entry.repeats().removeIf(repeat -> repeat.arrivedNanos() - nanos < 0 && late.add(repeat));
            if (entry.repeats().isEmpty()) {
                oldestFirst.remove();
            } else {
                Waiting movedUp = entry.repeats().remove(0);
                next.setValue(new Entry(movedUp, entry.repeats(), true));
            }
        }
        noteOldest();
        return late;
    }

    /** Takes the newest out where more wait than can be decided before their patience is over. */
    List<Waiting> removeWhoWaitInVain() {
        List<Waiting> inVain = new ArrayList<>(0);
        int place = 0;
        int last = admission.patientMax();
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (entries.size() > last && oldestFirst.hasNext()) {
            Entry entry = oldestFirst.next();
            if (place++ >= last) {
                inVain.add(entry.first());
                inVain.addAll(entry.repeats());
                oldestFirst.remove();
            }
        }
        return inVain;
    }

    /** Takes the oldest for a batch that starts now; an empty one means that nobody waits. */
    List<Entry> take(long nowNanos) {
        admission.batchStarted(nowNanos);
        int sizeMax = limits.batchSizeMax();
        List<Entry> batch = new ArrayList<>(Math.min(sizeMax, entries.size()));
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (batch.size() < sizeMax && oldestFirst.hasNext()) {
            batch.add(oldestFirst.next());
            oldestFirst.remove();
        }
        noteOldest();
        return batch;
    }

    /** The batch in flight has ended; true when the next one is ready. */
    boolean landed(long nanos) {
        admission.batchLanded(nanos);
        busy = false;
        return becomesReady();
    }
}
