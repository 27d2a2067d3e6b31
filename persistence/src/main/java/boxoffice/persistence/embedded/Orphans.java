package boxoffice.persistence.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers that outlived the JVM which started them. They are known by their command line: it is {@code mariadbd}, and
 * it names our data folder. Not by the pid in a file, for that may be another process by now, and a server that was
 * just starting has none yet.
 */
final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    private Orphans() {}

    /**
     * Ends them, in good order where they let us. To be called with the folder held, so that they cannot be somebody's.
     *
     * @throws EmbeddedClusterException when one survives being killed, for instance because it belongs to another user
     */
    static void end(ServerHome... homes) {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(process -> worksOnAny(homes, process))
                .toList();
        if (orphans.isEmpty()) {
            return;
        }
        LOG.warn("Ending database servers that a killed run has left: {}", orphans);
        orphans.forEach(ProcessHandle::destroy);
        if (!allEnd(orphans, homes, Deadline.in(STOP_LIMIT))) {
            orphans.forEach(ProcessHandle::destroyForcibly);
            if (!allEnd(orphans, homes, Deadline.in(KILL_LIMIT))) {
                throw new EmbeddedClusterException(
                        "A database server that an earlier run has left cannot be ended: pid "
                                + orphans.stream()
                                        .filter(process -> worksOnAny(homes, process))
                                        .map(ProcessHandle::pid)
                                        .toList());
            }
        }
    }

    /**
     * An ended process that nobody waits for, as in a container without an init, stays "alive" but has no command line.
     */
    private static boolean allEnd(List<ProcessHandle> processes, ServerHome[] homes, Deadline deadline) {
        while (processes.stream().anyMatch(process -> worksOnAny(homes, process))) {
            if (deadline.isOver()) {
                return false;
            }
            deadline.pause();
        }
        return true;
    }

    private static boolean worksOnAny(ServerHome[] homes, ProcessHandle process) {
        return Arrays.stream(homes).anyMatch(home -> worksOn(home, process));
    }

    private static boolean worksOn(ServerHome home, ProcessHandle process) {
        List<String> commandLine = commandLine(process);
        return !commandLine.isEmpty()
                && commandLine.get(0).endsWith("/mariadbd")
                && commandLine.contains(home.dataArgument());
    }

    private static List<String> commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            // The JDK's own view ends after 4096 characters.
            return List.of(Files.readString(file, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException noProc) {
            return process.info()
                    .arguments()
                    .map(arguments -> {
                        String[] line = new String[arguments.length + 1];
                        line[0] = process.info().command().orElse("");
                        System.arraycopy(arguments, 0, line, 1, arguments.length);
                        return List.of(line);
                    })
                    .orElse(List.of());
        }
    }
}
