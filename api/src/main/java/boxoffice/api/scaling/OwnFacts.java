package boxoffice.api.scaling;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.OpeningView;
import boxoffice.persistence.pool.ServerFacts;
import boxoffice.persistence.pool.ServerFacts.OfTheWriter;
import boxoffice.scaling.preflight.HttpServiceFacts;
import boxoffice.scaling.preflight.ServiceFacts;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the service tells of itself, gathered before it is asked for, since those who look block. The certificate is
 * seen only on the members' way through the balancer, so it goes that way for it where it is told which.
 */
public final class OwnFacts implements ServiceFacts {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Future<OfTheWriter> writer;
    private final Future<Integer> readerConnectionsMax;
    private final Future<Optional<Announced>> opening;
    private final @Nullable ServiceFacts outside;

    /**
     * Of futures that are complete.
     *
     * @param outside what members see; null where it is not known how they come here
     */
    OwnFacts(
            Future<OfTheWriter> writer,
            Future<Integer> readerConnectionsMax,
            Future<Optional<Announced>> opening,
            @Nullable ServiceFacts outside) {
        this.writer = writer;
        this.readerConnectionsMax = readerConnectionsMax;
        this.opening = opening;
        this.outside = outside;
    }

    /**
     * Never fails: what could not be had fails when it is asked for.
     *
     * @param publicUrl where members reach the service; null where it was not told
     */
    public static Future<OwnFacts> gather(
            ServerFacts servers, OpeningBoard board, @Nullable URI publicUrl, OpeningId id) {
        ServiceFacts outside = publicUrl == null ? null : new HttpServiceFacts(publicUrl, id.toString());
        Future<OfTheWriter> writer = soon(servers.writer());
        Future<Integer> reader = soon(servers.readerConnectionsMax());
        Future<Optional<Announced>> opening = soon(board.find(id)).map(found -> found.map(OwnFacts::announced));
        return Future.join(writer, reader, opening)
                .transform(done -> Future.succeededFuture(new OwnFacts(writer, reader, opening, outside)));
    }

    /** Of the server that takes fewest; empty where none could be asked. */
    OptionalInt connectionsMax() {
        return Stream.of(writer.map(OfTheWriter::connectionsMax), readerConnectionsMax)
                .filter(Future::succeeded)
                .mapToInt(Future::result)
                .min();
    }

    /** Of this instance's clock and the writer's, by which openings open. */
    @Override
    public Duration clockSkew() throws IOException {
        return had(writer).ahead();
    }

    @Override
    public Optional<Instant> certificateUntil() throws IOException {
        return outside == null ? Optional.empty() : outside.certificateUntil();
    }

    @Override
    public Optional<Announced> opening() throws IOException {
        return had(opening);
    }

    static int places(Opening opening) {
        return opening.quotas().stream().mapToInt(Quota::size).sum();
    }

    private static Announced announced(OpeningView view) {
        Opening seen = view.shown().listed().opening();
        return new Announced(seen.window().opensAt(), places(seen));
    }

    private static <T> Future<T> soon(Future<T> answer) {
        return answer.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> T had(Future<T> answer) throws IOException {
        if (answer.failed()) {
            throw new IOException(
                    "the database does not answer: " + answer.cause().getMessage(), answer.cause());
        }
        return answer.result();
    }
}
