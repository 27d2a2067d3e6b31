package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.configuration.SettingsException;
import boxoffice.api.configuration.SettingsReader;
import boxoffice.api.identity.QuickSignatures;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service and, when the process is told to end, stops it. Exit code 2: wrong configuration; 1: anything
 * else.
 */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int START_SECONDS_MAX = 120;
    private static final int STOP_SECONDS_MAX = 45;
    private static final int DNS_SECONDS_MAX = 1; // a cluster's name moves with its writer

    private Main() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        CompletableFuture<Void> signatures = CompletableFuture.runAsync(QuickSignatures::install);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(2 * Application.eventLoops() + 2) // claims and management have their own
                .setAddressResolverOptions(new AddressResolverOptions().setCacheMaxTimeToLive(DNS_SECONDS_MAX)));
        try {
            Settings settings = await(SettingsReader.read(vertx, System.getenv()), START_SECONDS_MAX);
            await(Future.fromCompletionStage(signatures), START_SECONDS_MAX);
            Application application = new Application(vertx, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, application), "stop"));
            await(application.start(), START_SECONDS_MAX);
            application.announce(System.out, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            if (await(application.rehearse(), START_SECONDS_MAX)) {
                System.out.println("Boxoffice has rehearsed: it answers at full speed.");
            }
        } catch (SettingsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        } catch (RuntimeException failed) {
            System.err.println("cannot start: " + failed.getMessage());
            LOG.debug("cannot start", failed);
            System.exit(1);
        }
    }

    private static void stop(Vertx vertx, Application application) {
        try {
            await(application.stop(), STOP_SECONDS_MAX);
            await(vertx.close(), STOP_SECONDS_MAX);
        } catch (RuntimeException failed) {
            System.err.println("did not stop cleanly: " + failed.getMessage());
        }
    }

    /** Only here, on threads that are no event loop, does anybody wait for a future. */
    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future, int secondsMax) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(secondsMax, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException told
                    ? told
                    : new IllegalStateException(String.valueOf(failed.getCause()), failed);
        } catch (TimeoutException late) {
            throw new IllegalStateException("not within " + secondsMax + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
