package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server in a process of its own, with its output in a file. Ends with {@link #close()}, or with this JVM. */
final class ServerProcess implements AutoCloseable {

    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final Duration STOPPED_MAX = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;

    private final String name;
    private final Path log;
    private final Process process;

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-" + name));
    }

    static ServerProcess java(String name, Path folder, List<String> arguments, Map<String, String> settings) {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("BOXOFFICE_"));
        builder.environment().putAll(settings);
        try {
            return new ServerProcess(name, log, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    ServerProcess ready(URI address) {
        await(() -> answers(address));
        return this;
    }

    ServerProcess said(String text) {
        await(() -> output().contains(text));
        return this;
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Processor time it has used until now. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory now, in MB. */
    double residentMegabytes() {
        return megabytes("VmRSS:");
    }

    /** The most resident memory it has ever had, in MB. */
    double residentMegabytesMax() {
        return megabytes("VmHWM:");
    }

    /** Has its garbage collected, so that what remains is what it holds. */
    void collectGarbage() {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!jcmd.waitFor(STOPPED_MAX.toSeconds(), TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
                throw new IllegalStateException("jcmd GC.run failed on " + name);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private double megabytes(String line) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(each -> each.startsWith(line))
                    .mapToDouble(each -> Long.parseLong(each.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException notLinux) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!endedWithin(STOPPED_MAX.toMillis())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.toHandle().destroyForcibly();
        }
    }

    private void await(BooleanSupplier isSo) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (!isSo.getAsBoolean()) {
            if (endedWithin(LOOK_EVERY_MILLIS) || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(name + " is not ready; it said:\n" + output());
            }
        }
    }

    private boolean endedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static boolean answers(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException nobodyYet) {
            return false;
        }
    }
}
