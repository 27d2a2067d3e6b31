package boxoffice.metrics;

import boxoffice.metrics.MeterDefinition.OfCounter;
import boxoffice.metrics.MeterDefinition.OfGauge;
import boxoffice.metrics.MeterDefinition.OfSummary;
import boxoffice.metrics.MeterDefinition.OfTimer;
import java.util.List;

/**
 * Every meter of the product. Code, the table in this module's README and what a registry publishes come from these
 * constants.
 *
 * <p>To add a meter: add the constant, add it to {@link #all()}, paste the output of {@code --catalogue} into the
 * README. Tests name the step that was left out. What the JVM reports about itself is not ours to name, see
 * {@link JvmMeters}.
 */
public final class Catalogue {

    private static final TagKey POOL = TagKey.closed("pool", "writer", "reader");
    private static final TagKey OPERATION = TagKey.open("operation");

    // The way of a claim

    public static final OfCounter CLAIMS = new OfCounter(
            "boxoffice.claims",
            "Claims that were answered, by what the member was told.",
            TagKey.closed(
                    "outcome",
                    "granted",
                    "already_held",
                    "sold_out",
                    "not_yet_open",
                    "closed",
                    "deferred",
                    "undetermined",
                    "unknown_opening"));

    public static final OfTimer CLAIM_TIME = new OfTimer(
            "boxoffice.claim.time", "Time from the arrival of a claim to its answer, whatever the answer was.");

    public static final OfGauge CLAIM_QUEUE_DEPTH =
            new OfGauge("boxoffice.claim.queue.depth", Unit.COUNT, "Claims that wait for a batch, over all openings.");

    public static final OfGauge CLAIM_QUEUE_AGE = new OfGauge(
            "boxoffice.claim.queue.age",
            Unit.SECONDS,
            "How long the oldest waiting claim has waited; grows without end when the writer does not answer.");

    public static final OfSummary BATCH_SIZE =
            new OfSummary("boxoffice.batch.size", "Claims that were decided in one transaction.");

    public static final OfTimer BATCH_TIME = new OfTimer(
            "boxoffice.batch.time", "Time of one attempt to decide a batch, from taking a connection to the result.");

    public static final OfCounter BATCH_ATTEMPTS = new OfCounter(
            "boxoffice.batch.attempts",
            "Attempts to commit a batch, by how they ended; unknown means that the reply to the commit was lost.",
            TagKey.closed(
                    "result",
                    "committed",
                    "not_committed",
                    "holder_met",
                    "held_back",
                    "unknown",
                    "rolled_back_silently"));

    public static final OfCounter TICKETS_RETURNED =
            new OfCounter("boxoffice.tickets.returned", "Tickets that members gave back, each of which is free again.");

    // The pools

    public static final OfGauge POOL_IN_USE =
            new OfGauge("boxoffice.pool.in.use", Unit.COUNT, "Connections that are carrying out work now.", POOL);

    public static final OfGauge POOL_LIMIT =
            new OfGauge("boxoffice.pool.limit", Unit.COUNT, "Connections the pool may open at most.", POOL);

    public static final OfGauge POOL_WAITING = new OfGauge(
            "boxoffice.pool.waiting",
            Unit.COUNT,
            "Callers that wait for a connection; above 0 the pool is the bottleneck.",
            POOL);

    public static final OfTimer POOL_ACQUIRE_TIME = new OfTimer(
            "boxoffice.pool.acquire.time", "Time a caller waited for a connection, opening it included.", POOL);

    public static final OfCounter POOL_ACQUIRE_FAILURES = new OfCounter(
            "boxoffice.pool.acquire.failures",
            "Callers that got no connection: refused, timed out or turned away.",
            POOL);

    // HTTP

    public static final OfCounter HTTP_REQUESTS = new OfCounter(
            "boxoffice.http.requests",
            "Requests that were answered, by operation of the contract and status code.",
            OPERATION,
            TagKey.open("status"));

    public static final OfTimer HTTP_REQUEST_TIME = new OfTimer(
            "boxoffice.http.request.time", "Time from the head of a request to the end of its response.", OPERATION);

    public static final OfGauge HTTP_CONNECTIONS =
            new OfGauge("boxoffice.http.connections", Unit.COUNT, "Client connections that are open.");

    public static final OfGauge HTTP_IN_FLIGHT =
            new OfGauge("boxoffice.http.in.flight", Unit.COUNT, "Requests that have arrived and are not answered yet.");

    public static final OfCounter HTTP_REFUSED = new OfCounter(
            "boxoffice.http.refused",
            "Requests refused before they reached an operation, because they are not valid HTTP.");

    public static final OfGauge STREAMS_OPEN =
            new OfGauge("boxoffice.streams.open", Unit.COUNT, "Streams of events that are open.");

    public static final OfGauge MEMBERS_PRESENT = new OfGauge(
            "boxoffice.members.present",
            Unit.COUNT,
            "Streams of openings that are announced or open: about as many members wait to press, or are about to.");

    public static final OfCounter STREAMS = new OfCounter(
            "boxoffice.streams",
            "Streams of events that were asked for: opened or refused; and dropped later since the client did not read.",
            TagKey.closed("result", "opened", "refused", "dropped"));

    public static final OfCounter TOKEN_VERIFICATIONS = new OfCounter(
            "boxoffice.token.verifications",
            "Tokens that were looked at: known from before, verified by signature, or refused.",
            TagKey.closed("result", "cached", "verified", "refused"));

    // The process

    public static final OfGauge OPENINGS_AGE = new OfGauge(
            "boxoffice.openings.age",
            Unit.SECONDS,
            "Age of the openings held in memory; grows when neither a reader nor the writer answers.");

    public static final OfGauge BUILD = new OfGauge(
            "boxoffice.build", Unit.COUNT, "Always 1; the tag tells which version runs.", TagKey.open("version"));

    private static final List<MeterDefinition> ALL = List.of(
            CLAIMS,
            CLAIM_TIME,
            CLAIM_QUEUE_DEPTH,
            CLAIM_QUEUE_AGE,
            BATCH_SIZE,
            BATCH_TIME,
            BATCH_ATTEMPTS,
            TICKETS_RETURNED,
            POOL_IN_USE,
            POOL_LIMIT,
            POOL_WAITING,
            POOL_ACQUIRE_TIME,
            POOL_ACQUIRE_FAILURES,
            HTTP_REQUESTS,
            HTTP_REQUEST_TIME,
            HTTP_CONNECTIONS,
            HTTP_IN_FLIGHT,
            HTTP_REFUSED,
            STREAMS_OPEN,
            MEMBERS_PRESENT,
            STREAMS,
            TOKEN_VERIFICATIONS,
            OPENINGS_AGE,
            BUILD);

    private Catalogue() {}

    /** In the order of the documentation. */
    public static List<MeterDefinition> all() {
        return ALL;
    }
}
