package boxoffice.load.compare;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    private static final int CLAIMS_PER_SECOND_MAX = 120_000;

    private final Members members;
    private final int users;
    private final int tickets;
    private final Duration counted;

    /** @param tickets quota of the opening that is sold out, at most as many as there are members */
    Scenes(Members members, int users, int tickets, Duration counted) {
        this.members = members;
        this.users = users;
        this.tickets = tickets;
        this.counted = counted;
    }

    Figure play(Mode mode, Contestant contestant) {
        String tomorrow = opening(contestant, 1, Instant.now().plus(Duration.ofDays(1)));
        try (Users connected = Users.connect(contestant.port(), users)) {
            return switch (mode) {
                case STEADY -> steady(contestant, connected, tomorrow);
                case BURST -> burst(contestant, connected, tomorrow);
                case SELL_OUT -> sellOut(contestant, connected, tomorrow);
                case SOLD_OUT -> refused(contestant, connected, soldOut(contestant, connected));
                case NOT_OPEN -> refused(contestant, connected, tomorrow);
                case PAGE -> page(contestant, connected);
            };
        }
    }

    private Figure steady(Contestant contestant, Users connected, String tomorrow) {
        knock(contestant, connected, tomorrow, members.count());
        long claimsMax = CLAIMS_PER_SECOND_MAX * WARM_UP.plus(counted).toSeconds();
        List<String> openings =
                contestant.openings((int) (claimsMax / members.count()) + 1, members.count(), aMinuteAgo());
        Duration before = contestant.cpu();
        Answers answers = connected.play(members.claims(openings, members.count()), new Span(WARM_UP, counted));
        Duration cpu = contestant.cpu().minus(before);
        checkBooks(contestant, openings, answers.all(), answers);
        return new Figure(answers.perSecond(), remark(answers, cpu));
    }

    private Figure burst(Contestant contestant, Users connected, String tomorrow) {
        knock(contestant, connected, tomorrow, users);
        String opening = opening(contestant, users, aMinuteAgo());
        Duration before = contestant.cpu();
        Answers answers = connected.play(members.claims(List.of(opening), users), Span.untilDone());
        Duration cpu = contestant.cpu().minus(before);
        checkBooks(contestant, List.of(opening), users, answers);
        return new Figure(answers.millisToLastAnswer(), remark(answers, cpu));
    }

    private Figure sellOut(Contestant contestant, Users connected, String tomorrow) {
        knock(contestant, connected, tomorrow, members.count());
        String opening = opening(contestant, tickets, aMinuteAgo());
        Duration before = contestant.cpu();
        Answers answers = connected.play(members.claims(List.of(opening), members.count()), Span.untilDone());
        Duration cpu = contestant.cpu().minus(before);
        checkBooks(contestant, List.of(opening), tickets, answers);
        return new Figure(answers.millisToLastGranted(), remark(answers, cpu));
    }

    private Figure refused(Contestant contestant, Users connected, String opening) {
        Duration before = contestant.cpu();
        Answers answers = connected.play(members.claimsForEver(opening), new Span(WARM_UP, counted));
        Duration cpu = contestant.cpu().minus(before);
        // The one holder of the one ticket is told so, with 200.
        if (contestant.books(List.of(opening)).isPresent() && answers.of(409) + answers.of(200) < answers.all()) {
            throw new BrokenPromiseException(contestant.name(), "not all were refused: " + answers.summary());
        }
        return new Figure(answers.perSecond(), remark(answers, cpu));
    }

    private Figure page(Contestant contestant, Users connected) {
        String opening = opening(contestant, tickets, aMinuteAgo());
        Duration before = contestant.cpu();
        Answers answers = connected.play(members.reads(opening), new Span(WARM_UP, counted));
        Duration cpu = contestant.cpu().minus(before);
        if (answers.of(200) < answers.all()) {
            throw new BrokenPromiseException(contestant.name(), "not every page came: " + answers.summary());
        }
        return new Figure(answers.perSecond(), remark(answers, cpu));
    }

    private String soldOut(Contestant contestant, Users connected) {
        String opening = opening(contestant, 1, aMinuteAgo());
        Answers answers = connected.play(members.claims(List.of(opening), 1), Span.untilDone());
        checkBooks(contestant, List.of(opening), 1, answers);
        return opening;
    }

    /** Who verifies no tokens need not see them all. */
    private void knock(Contestant contestant, Users connected, String tomorrow, int claimants) {
        int knocking = contestant.verifiesTokens() ? claimants : users;
        Answers answers = connected.play(members.claims(List.of(tomorrow), knocking), Span.untilDone());
        if (answers.all() != knocking) {
            throw new IllegalStateException(answers.summary());
        }
    }

    private static void checkBooks(Contestant contestant, List<String> openings, long expected, Answers answers) {
        contestant.books(openings).ifPresent(books -> {
            if (answers.of(201) != expected || books.rows() != expected || books.counted() != expected) {
                throw new BrokenPromiseException(
                        contestant.name(),
                        expected + " tickets expected, " + books + ", and users were told " + answers.summary());
            }
        });
    }

    private static String remark(Answers answers, Duration cpu) {
        return String.format(
                "%s, %.0f us CPU of the server each", answers.summary(), cpu.toNanos() / 1e3 / answers.all());
    }

    private static String opening(Contestant contestant, int quota, Instant opensAt) {
        return contestant.openings(1, quota, opensAt).get(0);
    }

    private static Instant aMinuteAgo() {
        return Instant.now().minus(Duration.ofMinutes(1));
    }
}
