package boxoffice.scaling.writer;

import boxoffice.scaling.writer.ClusterState.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells the next step from what AWS shows, and from nothing else: who was killed after any step goes on with the same
 * command, on any machine.
 *
 * <p>The instance that replaces a writer has a name that follows from its class, and a tag that tells whom it replaces.
 * It is never failed over to before it has served reads for {@code warmFor}, so that its cache is warm; and the target
 * is always named, since of two instances AWS might choose the other.
 */
public final class Runbook {

    /** Who takes over first, when nobody is named. */
    public static final int FIRST = 0;

    /** Who takes over when no other is left. */
    public static final int LAST = 15;

    /** Of the provisioned instances. */
    public static final int USUAL = 1;

    private final Goal goal;
    private final Duration warmFor;

    public Runbook(Goal goal, Duration warmFor) {
        this.goal = goal;
        this.warmFor = warmFor;
    }

    public Step next(ClusterState state, Instant now) {
        if (!state.isAvailable()) {
            return new Step.Await("the cluster is " + state.status());
        }
        Optional<Member> writer = state.writer();
        if (writer.isEmpty()) {
            return new Step.Await("the cluster has no writer");
        }
        if (goal instanceof Goal.WriterOfClass wanted) {
            return toClass(state, writer.get(), wanted, now);
        }
        return back(state, writer.get());
    }

    private Step toClass(ClusterState state, Member writer, Goal.WriterOfClass wanted, Instant now) {
        String target = replacement(state.cluster(), wanted.instanceClass());
        Optional<Member> found = state.member(target);
        if (found.isEmpty()) {
            return writer.instanceClass().equals(wanted.instanceClass())
                    ? new Step.Finished("the writer " + writer.id() + " is " + wanted.instanceClass() + " already")
                    : new Step.Create(target, wanted.instanceClass(), writer.id());
        }
        Member replacement = found.get();
        if (!replacement.isAvailable()) {
            return new Step.Await(target + " is " + replacement.status());
        }
        if (!replacement.writer()) {
            return beforeFailover(writer, replacement, now);
        }
        return afterFailover(state, replacement, wanted.deleteOld());
    }

    private Step beforeFailover(Member writer, Member replacement, Instant now) {
        if (replacement.tier() != FIRST) {
            return new Step.SetTier(replacement.id(), FIRST);
        }
        if (writer.tier() == FIRST) {
            return new Step.SetTier(writer.id(), LAST); // else it would be the first to take over again
        }
        Instant warmAt =
                Objects.requireNonNullElse(replacement.createdAt(), now).plus(warmFor);
        if (now.isBefore(warmAt)) {
            return new Step.Await(
                    replacement.id() + " serves reads until it is warm, at " + warmAt.truncatedTo(ChronoUnit.SECONDS));
        }
        return new Step.FailOver(writer.id(), replacement.id());
    }

    private static Step afterFailover(ClusterState state, Member writer, boolean deleteOld) {
        Optional<Member> old = Optional.ofNullable(writer.replaces()).flatMap(state::member);
        if (old.isEmpty()) {
            return new Step.Finished(writer.id() + " is the writer, and what it replaced is gone");
        }
        if (deleteOld) {
            return isGoing(old.get())
                    ? new Step.Await(old.get().id() + " is being deleted")
                    : deletion(state, old.get());
        }
        if (old.get().tier() != USUAL) {
            return new Step.SetTier(old.get().id(), USUAL);
        }
        return new Step.Finished(writer.id() + " is the writer; " + old.get().id() + " is a reader, to roll back to");
    }

    private static Step back(ClusterState state, Member writer) {
        Optional<Member> big = state.members().stream()
                .filter(member -> member.replaces() != null)
                .filter(member ->
                        state.member(Objects.requireNonNull(member.replaces())).isPresent())
                .findFirst();
        if (big.isEmpty()) {
            return writer.replaces() == null
                    ? new Step.Finished("nothing replaces a writer: " + writer.id() + " is what it was")
                    : new Step.Refused("what " + writer.id() + " replaced (" + writer.replaces()
                            + ") is gone: scale down with --class instead");
        }
        Member old = state.member(Objects.requireNonNull(big.get().replaces())).orElseThrow();
        if (isGoing(big.get())) {
            return new Step.Await(big.get().id() + " is being deleted");
        }
        if (old.writer()) {
            return deletion(state, big.get());
        }
        if (!old.isAvailable()) {
            return new Step.Await(old.id() + " is " + old.status());
        }
        if (big.get().tier() != LAST) {
            return new Step.SetTier(big.get().id(), LAST);
        }
        return new Step.FailOver(writer.id(), old.id());
    }

    /** Never the last but the writer: who would take over? */
    private static Step deletion(ClusterState state, Member going) {
        long others = state.members().stream()
                .filter(member -> !member.writer() && !member.id().equals(going.id()) && member.isAvailable())
                .count();
        return others == 0
                ? new Step.Refused(
                        "without " + going.id() + " no reader is left to take over: keep it, or add a reader")
                : new Step.Delete(going.id());
    }

    private static boolean isGoing(Member member) {
        return member.status().equals("deleting");
    }

    /** The same for the same class, so that a second run finds what the first created. */
    static String replacement(String cluster, String instanceClass) {
        return cluster + "-writer-"
                + instanceClass.replace("db.", "").replace('.', '-').toLowerCase(Locale.ROOT);
    }
}
