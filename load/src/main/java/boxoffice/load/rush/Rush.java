package boxoffice.load.rush;

import boxoffice.load.client.Connection;
import boxoffice.load.client.Dialler;
import boxoffice.load.history.Outcome;
import boxoffice.load.plan.ArrivalPlan;
import boxoffice.load.scrape.Sample;
import boxoffice.load.scrape.Scraper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One rush from the first connection to the last answer. Everything happens on the event loop that calls
 * {@link #run()}: one thread takes little of a machine that it may share with the service. Fails with {@link CannotRun}
 * or what the service answered where it cannot begin; once begun it ends with a result.
 */
public final class Rush {

    private static final Duration ENROLMENT_EACH = Duration.ofMillis(10);
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration AHEAD_MAX = Duration.ofHours(2);
    private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);

    private final Vertx vertx;
    private final RushSettings settings;
    private final Consumer<String> progress;
    private final ArrivalPlan plan;
    private final Dialler dialler;
    private final Connection operator;
    private final Openings openings;
    private final Enrolment enrolment;
    private final Recorder recorder = new Recorder();

    public Rush(Vertx vertx, RushSettings settings, Consumer<String> progress) {
        this.vertx = vertx;
        this.settings = settings;
        this.progress = progress;
        this.plan = ArrivalPlan.of(settings.crowd());
        this.dialler = new Dialler(vertx, settings.target());
        this.operator = dialler.connection();
        this.openings = new Openings(vertx, operator, dialler.requests());
        this.enrolment = new Enrolment(
                settings,
                dialler,
                plan,
                done -> progress.accept(
                        "connected " + done + " of " + settings.crowd().members()));
    }

    /** To be called on an event loop. */
    public Future<RushResult> run() {
        Duration patience = settings.patience();
        Duration enrolmentMax =
                patience.plus(ENROLMENT_EACH.multipliedBy(settings.crowd().members()));
        return within(patience, "connect", operator.open())
                .compose(open -> within(enrolmentMax, "give all members a token", enrolment.enrol()))
                .compose(members -> within(
                                patience, "show an opening", openingId().compose(openings::show))
                        .compose(opening -> within(patience, "show its clock", clock(opening))
                                .compose(ahead -> within(patience, "open streams", streams(opening))
                                        .compose(streams -> play(members, opening, ahead, streams)))));
    }

    private Future<Duration> clock(Opening opening) {
        return ServerClock.aheadBy(() -> openings.show(opening.id()));
    }

    private Future<Streams> streams(Opening opening) {
        return Streams.open(dialler, opening.id(), settings.streams());
    }

    private static <T> Future<T> within(Duration atMost, String what, Future<T> step) {
        return step.timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> failure instanceof TimeoutException
                        ? Future.failedFuture(
                                new CannotRun("the service did not " + what + " within " + atMost.toSeconds() + " s"))
                        : Future.failedFuture(failure));
    }

    private Future<String> openingId() {
        String given = settings.openingId();
        if (given != null) {
            return Future.succeededFuture(given);
        }
        return adminToken()
                .compose(token -> openings.create(
                        token,
                        settings.tickets(),
                        Instant.now().plus(settings.crowd().lead()).plus(MARGIN)));
    }

    private Future<String> adminToken() {
        String given = settings.adminToken();
        return given != null
                ? Future.succeededFuture(given)
                : enrolment.developmentToken(operator, "rush-operator", "admin");
    }

    private Future<RushResult> play(List<Member> members, Opening opening, Duration ahead, Streams streams) {
        Countdown countdown = countdown(opening, ahead);
        @Nullable Scraper scraper = scraper(countdown);
        Wall wall = new Wall(vertx, countdown, plan, members, opening, dialler.requests(), recorder, settings);
        long timer = vertx.setPeriodic(PROGRESS_EVERY.toMillis(), fired -> progress.accept(line(countdown, wall)));
        if (scraper != null) {
            scraper.start();
        }
        return wall.play()
                .compose(over -> {
                    vertx.cancelTimer(timer);
                    progress.accept(line(countdown, wall));
                    return scraper == null ? Future.succeededFuture(List.<Sample>of()) : scraper.stop();
                })
                .map(samples -> result(members, opening, ahead, streams.seen(countdown), samples));
    }

    private RushResult result(
            List<Member> members, Opening opening, Duration ahead, StreamsSeen streams, List<Sample> samples) {
        members.forEach(member -> member.close("over"));
        return new RushResult(
                opening,
                settings.openingId() == null,
                recorder.history(),
                samples,
                streams,
                ahead,
                members.stream().collect(Collectors.toMap(Member::name, Member::token)));
    }

    /** An opening that is open already gets the wall after the lead. */
    private Countdown countdown(Opening opening, Duration ahead) {
        Duration until = Duration.between(Instant.now().plus(ahead), opening.opensAt());
        if (until.compareTo(AHEAD_MAX) > 0) {
            throw new CannotRun("opening " + opening.id() + " opens in more than two hours");
        }
        Duration wait = until.isNegative() ? settings.crowd().lead() : until;
        return new Countdown(System.nanoTime() + wait.toNanos());
    }

    private @Nullable Scraper scraper(Countdown countdown) {
        if (settings.management() == null) {
            return null;
        }
        Dialler management = new Dialler(vertx, settings.management());
        return new Scraper(
                vertx, management.connection(), management.requests(), countdown::nowNanos, settings.scrapeEvery());
    }

    private String line(Countdown countdown, Wall wall) {
        return String.format(
                "T%+.1f s  answered %d  under way %d  tickets %d  sold out %d  later %d  no answer %d",
                countdown.nowNanos() / 1e9,
                recorder.size(),
                wall.underWay(),
                recorder.count(Outcome.TICKET),
                recorder.count(Outcome.SOLD_OUT),
                recorder.count(Outcome.LATER) + recorder.count(Outcome.NOT_YET),
                recorder.count(Outcome.NO_ANSWER));
    }
}
