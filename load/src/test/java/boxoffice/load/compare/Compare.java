package boxoffice.load.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the contestants in turn, and prints what each reached and how much better Boxoffice was. Every contestant is a
 * process of its own and is up from the beginning; this process is the client.
 */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Boxoffice, the conventional peer, and a server that does nothing, in turn on one database.")
public final class Compare implements Callable<Integer> {

    private static final int INSERT_FIRST_POOL = 10;
    private static final int FOR_UPDATE_POOL = 20;
    private static final Duration ALONE = Duration.ofSeconds(6);

    @Option(names = "--boxoffice", description = "Its runnable jar.")
    private Path jar = Path.of("api/target/boxoffice.jar");

    @Option(names = "--boxoffice-jvm", split = " ", description = "Arguments of its JVM besides -Xms512m -Xmx512m.")
    private List<String> jvmArguments = List.of();

    @Option(
            names = "--database",
            description = "mariadb, started from Boxoffice's jar; docker:mysql:9.7, or another image; or"
                    + " mysql://user:password@host:port/ of a MySQL, with all rights on it. It stays clear of other"
                    + " schemas than compare_*.")
    private String databaseName = "mariadb";

    @Option(names = "--round-trip-millis", description = "More for every round trip to the database.")
    private int roundTripMillis = 0;

    @Option(names = "--commit-millis", description = "More for every COMMIT.")
    private int commitMillis = 0;

    @Option(names = "--tokens", description = "Of ${COMPLETION-CANDIDATES}.")
    private Identity.Algorithm algorithm = Identity.Algorithm.RS256;

    @Option(names = "--watch-loops", description = "Tell how long an event loop of Boxoffice was blocked.")
    private boolean watched = false;

    @Option(names = "--pairs", description = "Runs of each contestant in each mode.")
    private int pairs = 5;

    @Option(names = "--users", description = "Connections.")
    private int users = 2_000;

    @Option(names = "--members", description = "Members, each with a token; more than --tickets.")
    private int members = 12_000;

    @Option(names = "--tickets", description = "Tickets of the opening that is sold out.")
    private int tickets = 10_000;

    @Option(names = "--seconds", description = "Counted seconds of a run without end of its own, after 2 to warm up.")
    private int seconds = 5;

    @Option(names = "--modes", split = ",", description = "Of ${COMPLETION-CANDIDATES}.")
    private List<Mode> modes = List.of(Mode.STEADY, Mode.BURST, Mode.SELL_OUT, Mode.SOLD_OUT, Mode.NOT_OPEN, Mode.PAGE);

    @Option(names = "--contestants", split = ",", description = "Only these; left out: all that the modes know.")
    private List<String> only = List.of();

    @Option(names = "--open-seconds", description = "Counted seconds of the open model.")
    private int openSeconds = 60;

    @Option(names = "--open-share", description = "Of the maximum, at which the open model runs.")
    private double openShare = 0.7;

    @Option(names = "--day-seconds", description = "How long an ordinary day is.")
    private int daySeconds = 600;

    @Option(names = "--day-members", description = "Who are there on an ordinary day.")
    private int dayMembers = 100;

    @Option(names = "--day-rate", description = "Requests a second on an ordinary day.")
    private double dayRate = 33;

    @Option(names = "--streams", description = "Streams of events.")
    private int streams = 2_000;

    @Option(names = "--warm-ups", description = "Uncounted rounds of claims.")
    private int warmUps = 3;

    @Option(names = "--folder", description = "For data and logs.")
    private Path folder = Path.of("load/target/compare");

    private Compare() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        System.out.println(Evenness.measured(ALONE));
        Delays delays = new Delays(Duration.ofMillis(roundTripMillis), Duration.ofMillis(commitMillis));
        try (Identity identity = Identity.start(algorithm);
                DatabaseServer database = DatabaseServer.start(databaseName, jar, folder, delays)) {
            System.out.println(database + "; signing " + members + " tokens, " + algorithm);
            Scenes scenes = new Scenes(
                    Members.of(identity::token, users, members),
                    Members.of(name -> name, users, members),
                    () -> Members.of(identity::token, users, users),
                    sizes());
            Map<String, Contestant> contestants = new LinkedHashMap<>();
            try {
                for (String name : names()) {
                    contestants.put(name, started(name, database, identity));
                }
                contestants.values().forEach(contestant -> warmUp(scenes, contestant));
                modes.stream()
                        .map(mode -> ranking(mode, scenes, contestants, database))
                        .toList()
                        .forEach(ranking -> System.out.println("\n" + ranking.markdown()));
            } finally {
                contestants.values().forEach(Contestant::close);
            }
        }
        return 0;
    }

    private Sizes sizes() {
        return new Sizes(
                users,
                tickets,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(openSeconds),
                openShare,
                Duration.ofSeconds(daySeconds),
                dayMembers,
                dayRate,
                streams);
    }

    private List<String> names() {
        return modes.stream()
                .flatMap(mode -> mode.cases().stream())
                .map(Case::contestant)
                .distinct()
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
    }

    private Ranking ranking(Mode mode, Scenes scenes, Map<String, Contestant> contestants, DatabaseServer database) {
        Ranking ranking = new Ranking(mode);
        for (int pair = 1; pair <= pairs; pair++) {
            for (Case each : mode.cases()) {
                Contestant contestant = contestants.get(each.contestant());
                if (contestant != null) {
                    long slowBefore = database.slowCommits();
                    Figure figure = scenes.play(mode, each, contestant);
                    checkSlow(database, slowBefore, contestant, figure);
                    ranking.add(each.label(), figure);
                    System.out.printf(
                            "%-11s %d/%d %-16s %,11.1f %s (%.0f us CPU of the server each; at most %.0f MB resident; %s)%n",
                            mode,
                            pair,
                            pairs,
                            each.label(),
                            figure.value(),
                            mode.figure(),
                            figure.cpuMicros(),
                            figure.residentMegabytes(),
                            figure.remark());
                }
            }
        }
        return ranking;
    }

    /** A COMMIT that the proxy does not recognise would be a quick one. */
    private static void checkSlow(DatabaseServer database, long before, Contestant contestant, Figure figure) {
        boolean commits = contestant.books(List.of("0")).isPresent();
        if (database.isSlow() && commits && database.slowCommits() == before) {
            throw new IllegalStateException("no COMMIT of " + contestant.name() + " was slow: " + figure);
        }
    }

    /** A service that has just started has its code to compile. */
    private void warmUp(Scenes scenes, Contestant contestant) {
        for (int i = 1; i <= warmUps; i++) {
            System.out.printf("warming up %-12s %s%n", contestant.name(), scenes.warmUp(contestant));
        }
    }

    private Contestant started(String name, DatabaseServer database, Identity identity) {
        if (Flavour.isOne(name)) {
            Boxoffice.Launch launch = new Boxoffice.Launch(jar, jvmArguments, folder, watched);
            return Boxoffice.start(Flavour.of(name), launch, database, identity);
        }
        return switch (name) {
            case Peer.INSERT_FIRST -> Peer.start(name, INSERT_FIRST_POOL, folder, database);
            case Peer.FOR_UPDATE -> Peer.start(name, FOR_UPDATE_POOL, folder, database);
            case Bare.NAME -> Bare.start(folder);
            case BareTransaction.NAME ->
                BareTransaction.start(jar, database, Flavour.of(Flavour.PLAIN).schema());
            default -> throw new IllegalArgumentException("no contestant is called " + name);
        };
    }
}
