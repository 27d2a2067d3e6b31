package boxoffice.load.compare;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has Vert.x itself watch the event loops of a service that knows nothing of it: every millisecond it looks for how
 * long each has been at one task, and tells when that is {@link #TOLD_MILLIS} or more. Loaded into the service by its
 * class path, through Vert.x' own way for services.
 */
public final class LoopWatch implements VertxServiceProvider {

    static final int TOLD_MILLIS = 5;

    private static final Pattern TOLD =
            Pattern.compile("vert\\.x-eventloop-thread-\\d+.{0,80}has been blocked for (\\d+) ms");

    @Override
    public void init(VertxBootstrap service) {
        service.options()
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(TOLD_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setWarningExceptionTime(1)
                .setWarningExceptionTimeUnit(TimeUnit.HOURS);
    }

    /** A folder which, on a service's class path before its jar, has it watched. */
    static List<Path> classPath(Path folder) {
        try {
            Path services = Files.createDirectories(folder.resolve("loop-watch/META-INF/services"));
            Files.writeString(services.resolve(VertxServiceProvider.class.getName()), LoopWatch.class.getName());
            Path classes = folder.resolve("loop-watch");
            String file = LoopWatch.class.getName().replace('.', '/') + ".class";
            Files.createDirectories(classes.resolve(file).getParent());
            try (var bytes = LoopWatch.class.getClassLoader().getResourceAsStream(file)) {
                Files.write(classes.resolve(file), bytes == null ? new byte[0] : bytes.readAllBytes());
            }
            return List.of(classes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The longest that a log tells of from this character on; zero for less than what is told. */
    static Duration longest(String log, int from) {
        long longest = 0;
        Matcher told = TOLD.matcher(log);
        for (boolean found = told.find(from); found; found = told.find()) {
            longest = Math.max(longest, Long.parseLong(told.group(1)));
        }
        return Duration.ofMillis(longest);
    }
}
