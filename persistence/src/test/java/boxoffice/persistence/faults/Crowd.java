package boxoffice.persistence.faults;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.claim.ClaimLedger;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Members who claim at some moment of a spread, each at a random instance; some click twice. Who is told "later" asks
 * again, anywhere, until the budget of time is over. All of it from the seed, but for the answers.
 */
public final class Crowd {

    /**
     * How a crowd behaves.
     *
     * @param spread from the first click to the last
     * @param copies how often each first click is sent, to different instances; a fraction is a share of the members
     * @param budget from a member's first click on; who has no final answer by then gives up
     */
    public record Habits(int members, Duration spread, double copies, Duration budget) {

        /** So many within the spread, one in ten clicks twice. */
        public static Habits of(int members, Duration spread) {
            return new Habits(members, spread, 1.1, Duration.ofSeconds(20));
        }

        public Habits withCopies(double each) {
            return new Habits(members, spread, each, budget);
        }
    }

    /** Where members claim; an answer is told on any thread, and a failed future means that the connection was cut. */
    public interface Desk {

        Future<Answer> claim(int instance, MemberId member);
    }

    private static final int PAUSE_MILLIS_MIN = 100;
    private static final int PAUSE_MILLIS_MAX = 300;

    private final Vertx vertx;
    private final int instances;
    private final Desk desk;
    private final Context context;
    private final Habits habits;
    private final Random random;
    private final History history = new History();
    private final AtomicInteger onTheWay = new AtomicInteger(1);
    private final Promise<Void> over = Promise.promise();

    private Crowd(Vertx vertx, int instances, Desk desk, Habits habits, long seed) {
        this.vertx = vertx;
        this.instances = instances;
        this.desk = desk;
        this.context = vertx.getOrCreateContext();
        this.habits = habits;
        this.random = new Random(seed);
    }

    /** Starts at once; the crowd lives on an event loop of its own. */
    public static Crowd start(Vertx vertx, int instances, Desk desk, Habits habits, long seed) {
        Crowd crowd = new Crowd(vertx, instances, desk, habits, seed);
        crowd.context.runOnContext(now -> crowd.schedule());
        return crowd;
    }

    /** At the ledgers of this JVM, for the opening's only quota. */
    static Desk desk(List<ClaimLedger> ledgers, OpeningId opening) {
        return (instance, member) -> ledgers.get(instance)
                .claim(opening, member, new QuotaChoice.TheOnlyOne())
                .map(Answer::of);
    }

    /** All that was asked and told so far. */
    public History history() {
        return history;
    }

    /** Returns when all have a final answer or have given up; the history then has a gap for who was never answered. */
    public History await() throws InterruptedException {
        long millis = habits.spread().plus(habits.budget()).toMillis() + 10_000;
        try {
            Object unused =
                    over.future().toCompletionStage().toCompletableFuture().get(millis, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.TimeoutException unanswered) {
            return history;
        } catch (java.util.concurrent.ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return history;
    }

    private void schedule() {
        long spreadMillis = Math.max(1, habits.spread().toMillis());
        for (int i = 0; i < habits.members(); i++) {
            MemberId member = new MemberId("m-" + i);
            long at = 1 + random.nextLong(spreadMillis);
            int copies = (int) habits.copies() + (random.nextDouble() < habits.copies() % 1 ? 1 : 0);
            int first = random.nextInt(instances);
            onTheWay.addAndGet(copies);
            vertx.setTimer(at, due -> {
                long deadline = System.nanoTime() + habits.budget().toNanos();
                for (int copy = 0; copy < copies; copy++) {
                    claim(member, (first + copy) % instances, deadline);
                }
            });
        }
        arrived();
    }

    private void claim(MemberId member, int instance, long deadline) {
        History.Call call = history.sent(member.value(), System.nanoTime());
        desk.claim(instance, member).onComplete(done -> {
            Answer answer = done.succeeded() ? done.result() : new Answer.Cut();
            call.answered(answer, System.nanoTime());
            context.runOnContext(told -> goOn(member, answer, deadline));
        });
    }

    private void goOn(MemberId member, Answer answer, long deadline) {
        if (answer.isFinal() || System.nanoTime() - deadline >= 0) {
            arrived();
        } else {
            long pause = random.nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX);
            int other = random.nextInt(instances);
            vertx.setTimer(pause, due -> claim(member, other, deadline));
        }
    }

    private void arrived() {
        if (onTheWay.decrementAndGet() == 0) {
            over.complete();
        }
    }
}
