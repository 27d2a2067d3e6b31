package boxoffice.load.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays one mode against one contestant, and checks the books after it: tickets in rows = counter = acknowledged ones =
 * the smaller of quota and claimants.
 *
 * <p>Before users claim, each of them and all their members have asked in vain at an opening of tomorrow, as members do
 * who wait for it: their connections and tokens are known. New members for every claim would need a new token each;
 * instead the same members claim at one opening after another, one ticket each.
 */
final class Scenes {

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LONE_CLAIMS = Duration.ofMillis(20);
    private static final int LONE_CLAIMS = 200;
    private static final int CLAIMS_PER_SECOND_MAX = 120_000;
    private static final int CLAIMS_PER_SECOND_AND_USER_MAX = 500;
    private static final int CLAIMS_BETWEEN_STREAMED_ONES = 20;
    private static final int OVERLOAD = 10;
    private static final Duration OVERLOADED = Duration.ofSeconds(30);
    private static final int USERS_MAX = 18_000; // this process may open 20,000 files

    private final Members known;
    private final Members named;
    private final Supplier<Members> strangers;
    private final Sizes sizes;

    /**
     * @param known members with their tokens
     * @param named the same with their names for tokens
     * @param strangers one for each user, with a token nobody has seen
     */
    Scenes(Members known, Members named, Supplier<Members> strangers, Sizes sizes) {
        this.known = known;
        this.named = named;
        this.strangers = strangers;
        this.sizes = sizes;
    }

    Figure play(Mode mode, Case how, Contestant contestant) {
        return switch (mode) {
            case STEADY, VERIFIED, OPENINGS, MEMBERS, OLD_TICKETS, INSTANCES, MEASURED, CLOUDWATCH ->
                steady(contestant, how);
            case STREAMS -> how.streamed() ? streamed(contestant) : steady(contestant, how);
            case BURST -> burst(contestant);
            case NEW_TOKENS -> newTokens(contestant);
            case SELL_OUT -> sellOut(contestant);
            case CROWD -> crowd(contestant);
            case SOLD_OUT -> refused(contestant, soldOut(contestant));
            case NOT_OPEN -> refused(contestant, tomorrow(contestant));
            case PAGE -> page(contestant);
            case OPEN_MODEL -> openModel((Boxoffice) contestant);
            case OVERLOAD -> overload((Boxoffice) contestant);
            case LONE -> contestant instanceof BareTransaction bare ? transactions(bare) : loneClaims(contestant);
            case VIEWERS -> viewers((Boxoffice) contestant);
            case DAILY -> day((Boxoffice) contestant);
        };
    }

    /** What a service that has just started needs before it counts. */
    String warmUp(Contestant contestant) {
        if (contestant instanceof BareTransaction bare) {
            return transactions(bare).remark();
        }
        Figure figure = steady(contestant, Case.plain(contestant.name()));
        return String.format("%,.0f claims/s (%s)", figure.value(), figure.remark());
    }

    private Figure steady(Contestant contestant, Case how) {
        Members all = members(contestant);
        int count = how.members() == 0 ? all.count() : Math.min(how.members(), all.count());
        int connections = Math.min(how.members() == 0 ? sizes.users() : count, USERS_MAX);
        Members claimants = all.on(connections);
        try (Users connected = Users.connect(contestant.ports(), connections)) {
            knock(contestant, connected, claimants, count);
            List<String> openings = openings(contestant, connections, count, how.openingsAtOnce());
            Run run = Run.of(contestant);
            Span span = new Span(WARM_UP, sizes.counted());
            Answers answers = connected.play(claimants.claims(openings, count, how.openingsAtOnce()), span);
            checkNotShort(answers, span);
            checkBooks(contestant, openings, answers.all(), answers);
            return run.figure(answers.perSecond(), answers);
        }
    }

    /** As many as can be sold out in the time of a run. */
    private List<String> openings(Contestant contestant, int connections, int members, int atOnce) {
        long claimsMax = Math.min(CLAIMS_PER_SECOND_MAX, (long) connections * CLAIMS_PER_SECOND_AND_USER_MAX)
                * WARM_UP.plus(sizes.counted()).toSeconds();
        int count = (int) (claimsMax / members) + 1;
        return contestant.openings((count + atOnce - 1) / atOnce * atOnce, members, aMinuteAgo());
    }

    private Figure streamed(Contestant contestant) {
        Members claimants = members(contestant);
        int count = claimants.count();
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, claimants, count);
            List<String> openings = openings(contestant, sizes.users(), count, 1);
            String watched = opening(contestant, count, aMinuteAgo());
            Script script =
                    claimants.interleaved(claimants.claims(openings, count), watched, CLAIMS_BETWEEN_STREAMED_ONES);
            try (Viewers viewers = Viewers.watch(contestant.ports().get(0), watched, sizes.streams())) {
                long before = viewers.events();
                Run run = Run.of(contestant);
                Span span = new Span(WARM_UP, sizes.counted());
                Answers answers = connected.play(script, span);
                double seconds = answers.millisToLastAnswer() / 1e3;
                double each = (viewers.events() - before) / seconds / sizes.streams();
                checkNotShort(answers, span);
                List<String> all =
                        Stream.concat(openings.stream(), Stream.of(watched)).toList();
                checkBooks(contestant, all, answers.all(), answers);
                return run.figure(answers.perSecond(), answers)
                        .with(String.format(
                                "%.1f events/s in each of %d streams, %d ended",
                                each, sizes.streams(), viewers.closed()));
            }
        }
    }

    private Figure burst(Contestant contestant) {
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, members(contestant), sizes.users());
            return burst(contestant, connected, members(contestant));
        }
    }

    /** Their connections are known, their tokens are not. */
    private Figure newTokens(Contestant contestant) {
        Members never = strangers.get().before(contestant.ports().size());
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, members(contestant), sizes.users());
            return burst(contestant, connected, never);
        }
    }

    private Figure burst(Contestant contestant, Users connected, Members claimants) {
        String opening = opening(contestant, sizes.users(), aMinuteAgo());
        Run run = Run.of(contestant);
        Answers answers = connected.play(claimants.claims(List.of(opening), sizes.users()), Span.untilDone());
        checkBooks(contestant, List.of(opening), sizes.users(), answers);
        return run.figure(answers.millisToLastAnswer(), answers);
    }

    private Figure sellOut(Contestant contestant) {
        Members claimants = members(contestant);
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, claimants, claimants.count());
            String opening = opening(contestant, sizes.tickets(), aMinuteAgo());
            Run run = Run.of(contestant);
            Answers answers = connected.play(claimants.claims(List.of(opening), claimants.count()), Span.untilDone());
            checkBooks(contestant, List.of(opening), sizes.tickets(), answers);
            return run.figure(answers.millisToLastGranted(), answers);
        }
    }

    /** Everybody once, on a connection of their own; nobody is to come again. */
    private Figure crowd(Contestant contestant) {
        Members claimants = members(contestant);
        int quota = Math.min(sizes.tickets(), sizes.users());
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, claimants, sizes.users());
            String opening = opening(contestant, quota, aMinuteAgo());
            Run run = Run.of(contestant);
            Answers answers = connected.play(claimants.claims(List.of(opening), sizes.users()), Span.untilDone());
            checkBooks(contestant, List.of(opening), quota, answers);
            if (answers.of(201) + answers.of(409) != sizes.users()) {
                throw new BrokenPromiseException(contestant.name(), "not everybody knows: " + answers.summary());
            }
            return run.figure(answers.millisToLastAnswer(), answers);
        }
    }

    private Figure refused(Contestant contestant, String opening) {
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            Run run = Run.of(contestant);
            Answers answers =
                    connected.play(members(contestant).claimsForEver(opening), new Span(WARM_UP, sizes.counted()));
            // The one holder of the one ticket is told so, with 200.
            if (contestant.books(List.of(opening)).isPresent() && answers.of(409) + answers.of(200) < answers.all()) {
                throw new BrokenPromiseException(contestant.name(), "not all were refused: " + answers.summary());
            }
            return run.figure(answers.perSecond(), answers);
        }
    }

    private Figure page(Contestant contestant) {
        String opening = opening(contestant, sizes.tickets(), aMinuteAgo());
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            Run run = Run.of(contestant);
            Answers answers = connected.play(members(contestant).reads(opening), new Span(WARM_UP, sizes.counted()));
            if (answers.of(200) < answers.all()) {
                throw new BrokenPromiseException(contestant.name(), "not every page came: " + answers.summary());
            }
            return run.figure(answers.perSecond(), answers);
        }
    }

    /** The maximum is measured right before. */
    private Figure openModel(Boxoffice contestant) {
        double perSecond = sizes.openShare()
                * steady(contestant, Case.plain(contestant.name())).value();
        Members claimants = members(contestant);
        try (Users connected = Users.connect(contestant.ports(), sizes.users())) {
            knock(contestant, connected, claimants, claimants.count());
            Span span = new Span(WARM_UP, sizes.openCounted());
            double claims = perSecond * WARM_UP.plus(sizes.openCounted()).toSeconds();
            // Idle users are taken in turn, which is not exactly an equal share for each.
            int openings = (int) (1.2 * claims / claimants.count()) + 2;
            List<String> ids = contestant.openings(openings, claimants.count(), aMinuteAgo());
            double heapBefore = heapHeld(contestant);
            Run run = Run.of(contestant);
            Answers answers = connected.playAt(perSecond, claimants.claims(ids, claimants.count()), span);
            Figure figure = run.figure(answers.millisAt(99), answers);
            double heapAfter = heapHeld(contestant);
            checkBooks(contestant, ids, answers.all(), answers);
            return figure.with(String.format(
                    "%,.0f claims/s were due and %,.0f answered, heap after a collection %.0f MB before and %.0f MB after",
                    perSecond, answers.perSecond(), heapBefore, heapAfter));
        }
    }

    /**
     * For a database that is so slow that one machine can ask ten times too much. The maximum is measured right before.
     */
    private Figure overload(Boxoffice contestant) {
        double most = steady(contestant, Case.plain(contestant.name())).value();
        double perSecond = OVERLOAD * most;
        Members claimants = members(contestant).on(USERS_MAX); // who is let in waits for seconds
        try (Users connected = Users.connect(contestant.ports(), USERS_MAX)) {
            knock(contestant, connected, claimants, claimants.count());
            Span span = new Span(WARM_UP, OVERLOADED);
            List<String> ids = List.of(opening(contestant, claimants.count(), aMinuteAgo()));
            double heapBefore = heapHeld(contestant);
            Run run = Run.of(contestant);
            Answers answers = connected.playAt(perSecond, claimants.claims(ids, claimants.count()), span);
            Figure figure = run.figure(100 * answers.grantedPerSecond() / most, answers);
            double heapAfter = heapHeld(contestant);
            // Who was told "outcome unknown" has asked again, and 200 is how such a ticket is told.
            long told = answers.of(201) + answers.of(200);
            checkBooks(contestant, ids, told, told, answers);
            return figure.with(String.format(
                    "at most %,.0f claims/s, %,.0f were due and %,.0f answered, %,.0f granted; busy: p50 %.1f ms, p99 %.1f ms;"
                            + " heap after a collection %.0f MB before and %.0f MB after",
                    most,
                    perSecond,
                    answers.perSecond(),
                    answers.grantedPerSecond(),
                    answers.busyMillisAt(50),
                    answers.busyMillisAt(99),
                    heapBefore,
                    heapAfter));
        }
    }

    private Figure loneClaims(Contestant contestant) {
        Members claimants = members(contestant);
        try (Users connected = Users.connect(contestant.ports(), 1)) {
            knock(contestant, connected, claimants.on(1), LONE_CLAIMS);
            String opening = opening(contestant, LONE_CLAIMS, aMinuteAgo());
            Run run = Run.of(contestant);
            Answers all = new Answers(Span.untilDone());
            for (int member = 0; member < LONE_CLAIMS; member++) {
                LockSupport.parkNanos(BETWEEN_LONE_CLAIMS.toNanos());
                Answers one = connected.play(claimants.claim(opening, member), Span.untilDone());
                long nanos = (long) (one.millisToLastAnswer() * 1e6);
                all.note(one.of(201) == 1 ? 201 : 500, nanos, nanos);
            }
            checkBooks(contestant, List.of(opening), LONE_CLAIMS, all);
            return run.figure(all.millisAt(50) * 1e3, all);
        }
    }

    private static Figure transactions(BareTransaction bare) {
        String opening = opening(bare, LONE_CLAIMS, aMinuteAgo());
        Run run = Run.of(bare);
        Answers all = new Answers(Span.untilDone());
        for (int number = 1; number <= LONE_CLAIMS; number++) {
            LockSupport.parkNanos(BETWEEN_LONE_CLAIMS.toNanos());
            long nanos = bare.claimNanos(opening, number, "m-" + number);
            all.note(201, nanos, nanos);
        }
        checkBooks(bare, List.of(opening), LONE_CLAIMS, all);
        return run.figure(all.millisAt(50) * 1e3, all);
    }

    /** Of streams that are idle: what each holds. */
    private Figure viewers(Boxoffice contestant) {
        String opening = opening(contestant, 1, aMinuteAgo());
        double heapBefore = heapHeld(contestant);
        double before = contestant.residentMegabytes();
        Run run = Run.of(contestant);
        try (Viewers viewers = Viewers.watch(contestant.ports().get(0), opening, sizes.streams())) {
            double heap = (heapHeld(contestant) - heapBefore) * 1024 / sizes.streams();
            double resident = (contestant.residentMegabytes() - before) * 1024 / sizes.streams();
            return run.figure(resident, new Answers(Span.untilDone()))
                    .with(String.format(
                            "%d streams, %.1f KB of heap each, %d ended", sizes.streams(), heap, viewers.closed()));
        }
    }

    private Figure day(Boxoffice contestant) {
        Members members = members(contestant).on(sizes.dayUsers());
        try (Users connected = Users.connect(contestant.ports(), sizes.dayUsers())) {
            knock(contestant, connected, members, sizes.dayUsers());
            String opening = opening(contestant, sizes.dayUsers(), aMinuteAgo());
            Run run = Run.of(contestant);
            Answers answers =
                    connected.playAt(sizes.dayPerSecond(), members.day(opening), new Span(Duration.ZERO, sizes.day()));
            Duration cpu = run.cpu();
            checkBooks(contestant, List.of(opening), answers.of(201), answers);
            if (answers.of(200) + answers.of(201) < answers.all()) {
                throw new BrokenPromiseException(contestant.name(), "not all was well: " + answers.summary());
            }
            double share = cpu.toNanos() / 1e4 / answers.millisToLastAnswer();
            return run.figure(share, answers)
                    .with(String.format("%.0f MB resident now", contestant.residentMegabytes()));
        }
    }

    private static double heapHeld(Boxoffice contestant) {
        contestant.collectGarbage();
        return contestant.meters().map(Meters::heapMegabytes).orElseThrow();
    }

    private String soldOut(Contestant contestant) {
        String opening = opening(contestant, 1, aMinuteAgo());
        try (Users connected = Users.connect(contestant.ports(), 1)) {
            Answers answers = connected.play(members(contestant).on(1).claims(List.of(opening), 1), Span.untilDone());
            checkBooks(contestant, List.of(opening), 1, answers);
        }
        return opening;
    }

    /** Who verifies no tokens need not see them all. */
    private static void knock(Contestant contestant, Users connected, Members members, int claimants) {
        int knocking = contestant.verifiesTokens() ? claimants : Math.min(claimants, members.users());
        Answers answers = connected.play(members.claims(List.of(tomorrow(contestant)), knocking), Span.untilDone());
        if (answers.all() != knocking) {
            throw new IllegalStateException(answers.summary());
        }
    }

    private Members members(Contestant contestant) {
        return (contestant.believesNames() ? named : known)
                .before(contestant.ports().size());
    }

    private static void checkNotShort(Answers answers, Span span) {
        if (!span.isOver((long) (answers.millisToLastAnswer() * 1e6))) {
            throw new IllegalStateException("all was claimed before the time was over: " + answers.summary());
        }
    }

    private static void checkBooks(Contestant contestant, List<String> openings, long expected, Answers answers) {
        checkBooks(contestant, openings, expected, answers.of(201), answers);
    }

    private static void checkBooks(
            Contestant contestant, List<String> openings, long expected, long acknowledged, Answers answers) {
        contestant.books(openings).ifPresent(books -> {
            if (acknowledged != expected || books.rows() != expected || books.counted() != expected) {
                throw new BrokenPromiseException(
                        contestant.name(),
                        expected + " tickets expected, " + books + ", and users were told " + answers.summary());
            }
        });
    }

    private static String tomorrow(Contestant contestant) {
        return opening(contestant, 1, Instant.now().plus(Duration.ofDays(1)));
    }

    private static String opening(Contestant contestant, int quota, Instant opensAt) {
        return contestant.openings(1, quota, opensAt).get(0);
    }

    private static Instant aMinuteAgo() {
        return Instant.now().minus(Duration.ofMinutes(1));
    }

    /** The contestant before a run, to tell what it cost. */
    private record Run(Contestant contestant, Duration cpuBefore, List<Meters> before) {

        static Run of(Contestant contestant) {
            contestant.forgetBlocks();
            List<Meters> meters = contestant.meters().map(List::of).orElseGet(Collections::emptyList);
            return new Run(contestant, contestant.cpu(), meters);
        }

        Duration cpu() {
            return contestant.cpu().minus(cpuBefore);
        }

        Figure figure(double value, Answers answers) {
            double cpuMicros = cpu().toNanos() / 1e3 / Math.max(1, answers.all());
            List<String> remarks = new ArrayList<>(List.of(answers.summary()));
            before.forEach(earlier -> contestant
                    .meters()
                    .ifPresent(now -> remarks.add(String.format(
                                    "batches of %.0f, %.2f %% tried again, %d tokens verified",
                                    now.batchSizeSince(earlier),
                                    now.triedAgainPercentSince(earlier),
                                    now.tokensVerifiedSince(earlier))
                            + now.publishedSince(earlier))));
            contestant
                    .longestBlock()
                    .ifPresent(longest -> remarks.add(
                            longest.isZero()
                                    ? "no event loop blocked for " + LoopWatch.TOLD_MILLIS + " ms"
                                    : "an event loop blocked for " + longest.toMillis() + " ms at most"));
            return new Figure(
                    value,
                    cpuMicros,
                    contestant.residentMegabytesMax(),
                    remarks.stream().collect(Collectors.joining("; ")));
        }
    }
}
