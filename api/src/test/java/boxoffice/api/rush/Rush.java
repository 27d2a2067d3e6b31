package boxoffice.api.rush;

import boxoffice.api.testing.BuiltFiles;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A rush that runs as a process of its own; it ends with {@link #answers()} or {@link #close()}. */
public final class Rush implements AutoCloseable {

    private static final Duration LASTS_MAX = Duration.ofSeconds(40);
    private static final Duration BEYOND_MAX = Duration.ofSeconds(20);

    private static final Map<String, List<Member>> MEMBERS = new ConcurrentHashMap<>();

    private final Process process;
    private final Path log;
    private final Path answers;

    private Rush(Process process, Path log, Path answers) {
        this.process = process;
        this.log = log;
        this.answers = answers;
    }

    /** Starts; returns at once. */
    public static Rush start(Collection<Click> clicks) {
        Path plan = BuiltFiles.fresh("rush", ".clicks");
        Path answers = BuiltFiles.fresh("rush", ".answers");
        Path log = BuiltFiles.fresh("rush", ".log");
        try {
            Files.write(plan, clicks.stream().map(Click::line).toList());
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1", // two seconds long, on the cores that the service needs
                            "-cp",
                            System.getProperty("java.class.path"),
                            RushMain.class.getName(),
                            plan.toString(),
                            answers.toString(),
                            Long.toString(LASTS_MAX.toSeconds())))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            return new Rush(builder.start(), log, answers);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts, and waits for all answers. */
    public static List<Told> run(Collection<Click> clicks) {
        try (Rush rush = start(clicks)) {
            return rush.answers();
        }
    }

    /**
     * So many members of the platform, of whom the service has not heard before where the group is a new one; the same
     * for every rush of this JVM, since a token takes a while to sign.
     */
    public static List<Member> members(String group, int count) {
        List<Member> members = MEMBERS.computeIfAbsent(group, name -> IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> name + "-" + i)
                .map(member -> new Member(member, IdentityProvider.shared().token(member)))
                .toList());
        if (members.size() != count) {
            throw new IllegalArgumentException(group + " has " + members.size() + " members");
        }
        return members;
    }

    /** Who clicks. */
    public record Member(String name, String token) {

        /** A click of this member. */
        public Click click(int connection, ServiceProcess service, String opening, String quota) {
            return new Click(connection, service.port(), name, opening, quota, token);
        }
    }

    /** Returns when at least so many clicks are answered, while others are not yet. */
    public void awaitAnswered(int count) {
        Poll.until("answers of the rush: " + count, LASTS_MAX, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the rush is over already:\n" + log());
            }
            return log().lines()
                    .filter(line -> line.startsWith("answered "))
                    .anyMatch(line -> Integer.parseInt(line.substring("answered ".length())) >= count);
        });
    }

    /** Waits for its end; the answers in the order of the connections. */
    public List<Told> answers() {
        try {
            if (!process.waitFor(LASTS_MAX.plus(BEYOND_MAX).toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the rush does not end:\n" + log());
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("the rush failed:\n" + log());
            }
            return Files.readAllLines(answers).stream().map(Told::ofLine).toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Their latencies for a person to read. */
    public static String latencies(String what, List<Told> told) {
        long[] micros = told.stream()
                .filter(Told::isAnswered)
                .mapToLong(Told::micros)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "%s: %d answers, p50 %.0f ms, p99 %.0f ms, max %.0f ms",
                what,
                micros.length,
                micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3,
                micros[micros.length - 1] / 1e3);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
