package boxoffice.persistence.claim;

import boxoffice.domain.claim.QuotaChoice;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Breach;
import boxoffice.persistence.faults.Checker;
import boxoffice.persistence.faults.Counting;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.faults.Stored;
import boxoffice.persistence.faults.Stored.QuotaRow;
import boxoffice.persistence.faults.Stored.TicketRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The claim engine of three instances on a model database, in virtual time, on one thread: the same seed is the same
 * run, to the last event. Used once.
 */
final class Simulation {

    private static final int INSTANCES = 3;
    private static final int MEMBERS = 30;
    private static final int QUOTA = 20;
    private static final Duration END = Duration.ofMinutes(5);

    /** What a run may differ in from the service; a mutant differs in one of them. */
    record Engine(ModelDatabase.Guards guards, UnaryOperator<ClaimDatabase> database, Resolver resolver) {

        static final Engine STANDARD =
                new Engine(ModelDatabase.Guards.ALL, same -> same, (database, transaction) -> transaction);
    }

    /** Puts something between the retries and the attempts. */
    interface Resolver {

        BatchTransaction over(ModelDatabase database, BatchTransaction transaction);
    }

    private final VirtualTime time = new VirtualTime();
    private final Random random;
    private final ModelDatabase database;
    private final Duration membersPatience;
    private final List<ClaimLedger> instances = new ArrayList<>();
    final Counting counts = new Counting();
    final History history = new History();

    /** @param membersPatience how long a member asks again after "later"; zero for once only */
    Simulation(long seed, ModelTrouble trouble, Engine engine, Duration membersPatience) {
        this.random = new Random(seed);
        this.membersPatience = membersPatience;
        Quota quota = new Quota(new QuotaId(1), "q", QUOTA);
        database = new ModelDatabase(time, new Random(seed + 1), trouble, engine.guards(), quota);
        ClaimLimits limits = new ClaimLimits(
                1_000,
                2 + random.nextInt(8),
                4,
                ClaimLimits.DEFAULT.waitMax(),
                ClaimLimits.DEFAULT.patience(),
                ClaimLimits.DEFAULT.answerMax(),
                ClaimLimits.DEFAULT.attemptMax());
        for (int i = 0; i < INSTANCES; i++) {
            ClaimDatabase own = engine.database().apply(database);
            BatchTransaction transaction = engine.resolver().over(database, new ClaimTransaction(own, time::nanos));
            RetryingDecider decider =
                    new RetryingDecider(transaction, limits.attemptMax(), counts, time, new Random(random.nextLong()));
            instances.add(new ClaimLedger(
                    time, decider, database, limits, counts, time::nanos, time, new Random(random.nextLong())));
        }
    }

    /** Runs to the end, and tells what is wrong then. */
    List<Breach> run(Duration answeredWithin) {
        for (int i = 0; i < MEMBERS; i++) {
            MemberId member = new MemberId("m-" + i);
            Duration at = Duration.ofNanos(random.nextInt(300_000_000));
            int clicks = random.nextInt(5) == 0 ? 2 : 1;
            for (int click = 0; click < clicks; click++) {
                long deadline = at.plus(membersPatience).toNanos();
                time.after(at, () -> claim(member, deadline));
            }
        }
        time.run(END);
        List<TicketRow> rows = database.tickets().stream()
                .map(ticket ->
                        new TicketRow(ticket.member().value(), ticket.quota().toString(), ticket.number()))
                .toList();
        QuotaRow quota = new QuotaRow("1", QUOTA, database.issued(), database.issued());
        return Checker.breaches(history, new Stored(List.of(quota), rows), answeredWithin);
    }

    private void claim(MemberId member, long deadline) {
        History.Call call = history.sent(member.value(), time.nanos());
        instances
                .get(random.nextInt(INSTANCES))
                .claim(Parts.OPENING, member, new QuotaChoice.TheOnlyOne())
                .map(Answer::of)
                .onSuccess(answer -> {
                    call.answered(answer, time.nanos());
                    if (!answer.isFinal() && time.nanos() < deadline) {
                        time.after(Duration.ofMillis(100 + random.nextInt(200)), () -> claim(member, deadline));
                    }
                });
    }
}
