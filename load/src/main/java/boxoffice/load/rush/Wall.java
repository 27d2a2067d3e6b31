package boxoffice.load.rush;

import boxoffice.load.client.Answer;
import boxoffice.load.client.Requests;
import boxoffice.load.history.Attempt;
import boxoffice.load.history.TicketTold;
import boxoffice.load.plan.Act;
import boxoffice.load.plan.Arrival;
import boxoffice.load.plan.ArrivalPlan;
import boxoffice.load.plan.GiveBack;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays the plan: everything goes out when it is due, whether or not earlier answers have come. Ends when all is
 * answered, or at its deadline. Confined to one event loop; timers are exact to a millisecond, and what they lose
 * counts as latency.
 */
final class Wall {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Duration ASK_AGAIN_UNTOLD = Duration.ofSeconds(1);
    private static final int SENT_AT_ONCE_MAX = 64;
    private static final double JITTER = 0.2;

    private final Vertx vertx;
    private final Countdown countdown;
    private final List<Arrival> arrivals;
    private final ArrivalPlan plan;
    private final List<Member> members;
    private final Opening opening;
    private final Requests requests;
    private final List<Buffer> claims;
    private final Recorder recorder;
    private final SplittableRandom random;
    private final long deadlineNanos;
    private final Promise<Void> over = Promise.promise();
    private int next;
    private int underWay;

    Wall(
            Vertx vertx,
            Countdown countdown,
            ArrivalPlan plan,
            List<Member> members,
            Opening opening,
            Requests requests,
            Recorder recorder,
            RushSettings settings) {
        this.vertx = vertx;
        this.countdown = countdown;
        this.plan = plan;
        this.members = members;
        this.opening = opening;
        this.requests = requests;
        // Made before the wall, where there is time.
        this.claims = IntStream.range(0, members.size()).mapToObj(this::claim).toList();
        this.recorder = recorder;
        this.random = new SplittableRandom(settings.crowd().seed());
        long now = countdown.nowNanos();
        this.arrivals =
                plan.arrivals().stream().filter(each -> each.dueNanos() >= now).toList();
        long last = plan.arrivals().get(plan.arrivals().size() - 1).dueNanos();
        this.deadlineNanos = last + settings.patience().toNanos();
    }

    /** Completes when it is over; never fails. */
    Future<Void> play() {
        tick();
        return over.future();
    }

    int underWay() {
        return underWay;
    }

    /** A steep wall is sent in pieces, between which answers are read: an answer unread would be counted too long. */
    private void tick() {
        long now = countdown.nowNanos();
        for (int sent = 0; sent < SENT_AT_ONCE_MAX && isDue(now); sent++) {
            Arrival due = arrivals.get(next++);
            press(due.member(), due.act(), due.dueNanos(), null);
        }
        if (isDue(now)) {
            vertx.runOnContext(readMeanwhile -> tick());
        } else if (next < arrivals.size()) {
            at(arrivals.get(next).dueNanos(), this::tick);
        } else {
            at(deadlineNanos, () -> members.forEach(member -> member.close("none in time")));
            endIfDone();
        }
    }

    private boolean isDue(long nowNanos) {
        return next < arrivals.size() && arrivals.get(next).dueNanos() <= nowNanos;
    }

    private void press(int member, Act act, long dueNanos, @Nullable TicketTold ticket) {
        underWay++;
        attempt(new Press(member, act, dueNanos, ticket), dueNanos);
    }

    private void attempt(Press press, long dueNanos) {
        Member member = members.get(press.member());
        long sent = countdown.nowNanos();
        member.connection(press.act())
                .send(request(press, member))
                .onSuccess(answer -> answered(press, dueNanos, sent, answer));
    }

    private void answered(Press press, long dueNanos, long sentNanos, Answer answer) {
        long now = countdown.nowNanos();
        String member = members.get(press.member()).name();
        long again = press.act().isClaim() && (answer.saysLater() || answer.status() == 0)
                ? now + patience(answer)
                : Long.MAX_VALUE;
        boolean last = again >= deadlineNanos;
        TicketTold ticket = press.act().isClaim() ? Told.ticket(member, answer) : press.ticket();
        recorder.add(new Attempt(
                member,
                press.act(),
                press.dueNanos(),
                dueNanos,
                sentNanos,
                now,
                answer.status(),
                answer.problem(),
                ticket,
                last));
        if (!last) {
            at(again, () -> attempt(press, again));
            return;
        }
        giveBack(press, ticket, now);
        underWay--;
        endIfDone();
    }

    private void giveBack(Press press, @Nullable TicketTold ticket, long nowNanos) {
        GiveBack planned = plan.giveBacks().get(press.member());
        if (planned == null || press.act() != Act.CLAIM || ticket == null) {
            return;
        }
        long due = nowNanos + planned.afterNanos();
        underWay++;
        at(due, () -> {
            underWay--;
            press(press.member(), Act.GIVE_BACK, due, ticket);
        });
    }

    private Buffer request(Press press, Member member) {
        return switch (press.act()) {
            case BROWSE -> requests.get("/api/openings", "");
            case LOOK_AT_TICKETS -> requests.get("/api/tickets", member.token());
            case RELOAD -> requests.get("/api/openings/" + opening.id(), "");
            case CLAIM, CLAIM_AGAIN -> claims.get(press.member());
            case GIVE_BACK -> requests.delete("/api/tickets/" + id(press.ticket()), member.token());
        };
    }

    private Buffer claim(int member) {
        String quota = opening.quotas().get(member % opening.quotas().size()).id();
        return requests.post(
                "/api/openings/" + opening.id() + "/tickets",
                members.get(member).token(),
                "{\"quotaId\":\"" + quota + "\"}");
    }

    private static String id(@Nullable TicketTold ticket) {
        return ticket == null ? "" : ticket.id();
    }

    /** At least what the service asked for, and a little more, so that not all come back at the same instant. */
    private long patience(Answer answer) {
        long told = answer.retryAfterSeconds() >= 0
                ? TimeUnit.SECONDS.toNanos(answer.retryAfterSeconds())
                : ASK_AGAIN_UNTOLD.toNanos();
        return (long) (told * (1 + JITTER * random.nextDouble())) + 1;
    }

    private void at(long dueNanos, Runnable action) {
        long nanos = dueNanos - countdown.nowNanos();
        vertx.setTimer(Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI), fired -> action.run());
    }

    private void endIfDone() {
        if (underWay == 0 && next == arrivals.size()) {
            over.tryComplete();
        }
    }

    /** One act of one member, and all its attempts. */
    private record Press(
            int member, Act act, long dueNanos, @Nullable TicketTold ticket) {}
}
