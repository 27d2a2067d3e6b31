package boxoffice.scaling.writer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries a runbook out: looks, does the next step, looks again. Before each step that changes something it makes sure
 * that no opening is near. Blocks until the end or the deadline.
 */
public final class RunbookRun {

    /** Waits before the next look. */
    public interface Pause {

        void between();
    }

    private final WriterCluster cluster;
    private final Runbook runbook;
    private final WindowGuard guard;
    private final Progress progress;
    private final Clock clock;
    private final Pause pause;
    private final Duration deadline;

    public RunbookRun(
            WriterCluster cluster,
            Runbook runbook,
            WindowGuard guard,
            Progress progress,
            Clock clock,
            Pause pause,
            Duration deadline) {
        this.cluster = cluster;
        this.runbook = runbook;
        this.guard = guard;
        this.progress = progress;
        this.clock = clock;
        this.pause = pause;
        this.deadline = deadline;
    }

    /** Returns whether the goal is reached. */
    public boolean run() {
        Instant end = clock.instant().plus(deadline);
        Step done = new Step.Await("nothing yet");
        while (true) {
            Step step = next();
            if (step instanceof Step.Finished || step instanceof Step.Refused) {
                progress.ended(step);
                return step instanceof Step.Finished;
            }
            if (!clock.instant().isBefore(end)) {
                progress.ended(
                        new Step.Refused("not finished within " + deadline + ": the same command goes on from here"));
                return false;
            }
            if (step instanceof Step.Await await) {
                progress.waiting(await.tells());
            } else if (step.equals(done)) {
                progress.waiting("until AWS shows: " + step.tells());
            } else {
                progress.step(step);
                carryOut(step);
                done = step;
                continue;
            }
            pause.between();
        }
    }

    /** Tells the next step only, and changes nothing. */
    public boolean dryRun() {
        Step step = next();
        progress.step(step);
        return !(step instanceof Step.Refused);
    }

    private Step next() {
        Step step = runbook.next(cluster.read(), clock.instant());
        boolean changesSomething = step instanceof Step.Create
                || step instanceof Step.FailOver
                || step instanceof Step.Delete
                || step instanceof Step.SetTier;
        if (changesSomething) {
            Optional<String> refusal = guard.refusal(clock.instant());
            if (refusal.isPresent()) {
                return new Step.Refused(refusal.get() + "; would have done: " + step.tells());
            }
        }
        return step;
    }

    private void carryOut(Step step) {
        if (step instanceof Step.Create create) {
            cluster.create(create.id(), create.instanceClass(), create.replaces());
        } else if (step instanceof Step.SetTier tier) {
            cluster.setTier(tier.id(), tier.tier());
        } else if (step instanceof Step.FailOver failOver) {
            cluster.failOver(failOver.target());
        } else if (step instanceof Step.Delete delete) {
            cluster.delete(delete.id());
        } else {
            throw new AssertionError("a step nobody can carry out: " + step);
        }
    }
}
