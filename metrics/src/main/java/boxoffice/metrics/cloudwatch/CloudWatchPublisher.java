package boxoffice.metrics.cloudwatch;

import boxoffice.metrics.Meters;
import boxoffice.metrics.cloudwatch.Outbox.Step;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the {@link Series} to CloudWatch with every minute of the clock, in an opening's window every ten seconds, and
 * once more when it is closed, with what has been counted since.
 *
 * <p>All of it happens on one thread of its own, on which nobody waits: a CloudWatch that is slow, unreachable or
 * refuses costs the numbers of that step and nothing else. It is told in the log when that begins and when it ends, and
 * counted by the meter {@code boxoffice.cloudwatch.publications}. Nothing is kept for later, so nothing grows.
 */
public final class CloudWatchPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloudWatchPublisher.class);
    private static final Duration CLOSE_MAX = CloudWatchPort.REQUEST_MAX.plusSeconds(1);

    private final Health health = new Health();
    private final Outbox outbox;
    private final StepRegistry registry;
    private final Supplier<? extends Collection<Window>> windows;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread created = new Thread(task, "cloudwatch");
        created.setDaemon(true);
        return created;
    });

    /**
     * Returns at once: CloudWatch is first looked for when the first step ends.
     *
     * @param windows when openings are near; asked on the publishing thread, once or twice in a step
     */
    public CloudWatchPublisher(CloudWatchSettings settings, Supplier<? extends Collection<Window>> windows) {
        this(() -> CloudWatchPort.open(settings), settings.namespace(), windows, Clock.systemUTC());
    }

    /** One that prints what it would send, for a person to read. */
    public static CloudWatchPublisher printing(CloudWatchSettings settings, PrintStream out) {
        String group = settings.group() == null ? "the-group" : settings.group();
        return new CloudWatchPublisher(
                () -> new PrintedPort(group, out), settings.namespace(), List::of, Clock.systemUTC());
    }

    CloudWatchPublisher(
            Supplier<CloudWatchPort> port,
            String namespace,
            Supplier<? extends Collection<Window>> windows,
            Clock clock) {
        this.outbox = new Outbox(port, health);
        this.registry = StepRegistry.sendingTo(outbox, namespace);
        this.windows = windows;
        this.clock = clock;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Put it in a composite, beside another registry that keeps everything. */
    public MeterRegistry registry() {
        return registry;
    }

    /** To be called once, when the composite has its meters. */
    public void start(Meters meters) {
        health.countIn(meters);
        scheduleNext();
    }

    /** Sends what has been counted since the last step; blocks, for {@link #CLOSE_MAX} twice at most. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                send(clock.instant());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            registry.close();
            outbox.close();
        }
    }

    /** Why the last step was lost; empty while all is well. */
    public Optional<Throwable> trouble() {
        return health.trouble();
    }

    /** Sends the step that ends at this instant, on the caller's thread; never fails. For one caller at a time. */
    public void send(Instant end) {
        try {
            outbox.next(new Step(end, Steps.isIn(windowsNow(), end)));
            registry.sendStep();
        } catch (RuntimeException failure) {
            health.lost(failure);
        }
    }

    private void scheduleNext() {
        Instant now = clock.instant();
        Instant end = Steps.endAfter(now, windowsNow());
        if (!thread.isShutdown()) {
            ScheduledFuture<?> unused = thread.schedule(
                    () -> {
                        send(end);
                        scheduleNext();
                    },
                    Duration.between(now, end).toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private Collection<Window> windowsNow() {
        try {
            return windows.get();
        } catch (RuntimeException unknown) {
            LOG.debug("no windows", unknown);
            return List.of();
        }
    }
}
