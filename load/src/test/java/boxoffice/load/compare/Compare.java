package boxoffice.load.compare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    private static final int WARM_UPS = 3;

    @Option(names = "--boxoffice", description = "Its runnable jar.")
    private Path jar = Path.of("api/target/boxoffice.jar");

    @Option(names = "--boxoffice-jvm", split = " ", description = "Arguments of its JVM besides -Xmx512m.")
    private List<String> jvmArguments = List.of();

    @Option(
            names = "--mysql",
            description = "mysql://user:password@host:port/ of a MySQL, with all rights on it. It stays clear of other"
                    + " schemas than boxoffice_compare and peer_*. Left out: MariaDB, started from Boxoffice's jar.")
    private @Nullable URI mysql;

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
    private List<Mode> modes = List.of(Mode.values());

    @Option(names = "--contestants", split = ",", description = "In this order.")
    private List<String> names = List.of(Boxoffice.NAME, Peer.INSERT_FIRST, Peer.FOR_UPDATE, Bare.NAME);

    @Option(names = "--folder", description = "For data and logs.")
    private Path folder = Path.of("load/target/compare");

    @Option(names = "--port", description = "The first of five ports.")
    private int port = 38_080;

    private Compare() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        URI uri = mysql;
        try (Identity identity = Identity.start();
                DatabaseServer database =
                        uri == null ? DatabaseServer.embedded(jar, folder) : DatabaseServer.mysql(uri)) {
            System.out.println(database.admin() + "; signing " + members + " tokens");
            Scenes scenes =
                    new Scenes(Members.of(identity, users, members), users, tickets, Duration.ofSeconds(seconds));
            List<Contestant> contestants = new ArrayList<>();
            try {
                for (String name : names) {
                    contestants.add(started(name, database, identity));
                }
                contestants.forEach(contestant -> warmUp(scenes, contestant));
                modes.stream()
                        .map(mode -> ranking(mode, scenes, contestants))
                        .toList()
                        .forEach(ranking -> System.out.println("\n" + ranking.markdown()));
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
        return 0;
    }

    private Ranking ranking(Mode mode, Scenes scenes, List<Contestant> contestants) {
        Ranking ranking = new Ranking(mode);
        for (int pair = 1; pair <= pairs; pair++) {
            for (Contestant contestant : contestants) {
                if (mode.contestants().contains(contestant.name())) {
                    Figure figure = scenes.play(mode, contestant);
                    ranking.add(contestant.name(), figure.value());
                    System.out.printf(
                            "%-8s %d/%d %-12s %,9.0f %s (%s)%n",
                            mode, pair, pairs, contestant.name(), figure.value(), mode.figure(), figure.remark());
                }
            }
        }
        return ranking;
    }

    /** A service that has just started has its code to compile. */
    private static void warmUp(Scenes scenes, Contestant contestant) {
        for (int i = 1; i <= WARM_UPS; i++) {
            Figure figure = scenes.play(Mode.STEADY, contestant);
            System.out.printf("warming up %-12s %,9.0f (%s)%n", contestant.name(), figure.value(), figure.remark());
        }
    }

    private Contestant started(String name, DatabaseServer database, Identity identity) {
        return switch (name) {
            case Boxoffice.NAME -> Boxoffice.start(jar, jvmArguments, folder, database, identity, port);
            case Peer.INSERT_FIRST -> Peer.start(name, INSERT_FIRST_POOL, folder, database.admin(), port + 2);
            case Peer.FOR_UPDATE -> Peer.start(name, FOR_UPDATE_POOL, folder, database.admin(), port + 3);
            case Bare.NAME -> Bare.start(folder, port + 4);
            default -> throw new IllegalArgumentException("no contestant is called " + name);
        };
    }
}
