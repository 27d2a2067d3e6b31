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
                    "frozen",
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

    public static final OfGauge POOL_BUSY = new OfGauge(
            "boxoffice.pool.busy",
            Unit.COUNT,
            "Connections that were carrying out work, as a mean over the last ten seconds.",
            POOL);

    public static final OfTimer POOL_ACQUIRE_TIME = new OfTimer(
            "boxoffice.pool.acquire.time", "Time a caller waited for a connection, opening it included.", POOL);

    public static final OfCounter POOL_ACQUIRE_FAILURES = new OfCounter(
            "boxoffice.pool.acquire.failures",
            "Callers that got no connection: refused, timed out or turned away.",
            POOL);

    public static final OfGauge POOL_GENERATIONS = new OfGauge(
            "boxoffice.pool.generations",
            Unit.COUNT,
            "How often all connections to the writer were replaced since the start, the first included.");

    // Where the writer is, and how the readers do

    public static final OfCounter WRITER_LOSSES = new OfCounter(
            "boxoffice.writer.losses",
            "How often the writer was lost (failed over, restarted or silent), or two servers claimed to be it.",
            TagKey.closed("kind", "lost", "disputed"));

    public static final OfTimer WRITER_OUTAGE_TIME =
            new OfTimer("boxoffice.writer.outage.time", "Time from losing the writer to finding one.");

    public static final OfGauge WRITER_SILENCE = new OfGauge(
            "boxoffice.writer.silence",
            Unit.SECONDS,
            "How long no server has been known to accept writes; 0 while one is.");

    public static final OfGauge READERS_IN_USE = new OfGauge(
            "boxoffice.readers.in.use",
            Unit.COUNT,
            "Readers that answer and are not far behind; at 0 reads go to the writer through a narrow way.");

    public static final OfGauge READER_LAG = new OfGauge(
            "boxoffice.reader.lag",
            Unit.SECONDS,
            "Lag of the reader that is furthest behind, of those that answer; measured while there are reads.");

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

    public static final OfCounter MEMBERS_LIMITED = new OfCounter(
            "boxoffice.members.limited", "Requests that were turned away since their member asks too often.");

    // The openings

    public static final OfGauge OPENING_WINDOW = new OfGauge(
            "boxoffice.opening.window",
            Unit.COUNT,
            "Whether an opening is near: 1 from ten minutes before one opens until thirty minutes after it, else 0.");

    public static final OfGauge OPENING_COUNTDOWN = new OfGauge(
            "boxoffice.opening.countdown",
            Unit.SECONDS,
            "Time until the next announced opening opens; 0 where none is announced.");

    public static final OfGauge TICKETS_LEFT = new OfGauge(
            "boxoffice.tickets.left",
            Unit.COUNT,
            "Tickets left in the openings that are open or will be within ten minutes, as a reader told last.");

    public static final OfGauge SELL_OUT_TIME = new OfGauge(
            "boxoffice.sell.out.time",
            Unit.SECONDS,
            "Time from the opening to the last ticket for the opening that sold out last, to a second; 0 before the first.");

    // The audit

    public static final OfCounter AUDIT_BREACHES = new OfCounter(
            "boxoffice.audit.breaches",
            "Openings whose books did not add up, each of which was frozen; counted by the instance that froze it.");

    public static final OfGauge AUDIT_AGE = new OfGauge(
            "boxoffice.audit.age",
            Unit.SECONDS,
            "Time since the books of every opening that is open or has ended lately were last found right.");

    // The process

    public static final OfGauge EVENT_LOOP_UTILISATION = new OfGauge(
            "boxoffice.event.loop.utilisation",
            Unit.PERCENT,
            "Share of a core that an event loop which serves HTTP uses, as a mean over these loops and ten seconds.");

    public static final OfGauge EVENT_LOOP_LAG = new OfGauge(
            "boxoffice.event.loop.lag",
            Unit.SECONDS,
            "How late the latest timer of an event loop came in the last ten seconds.");

    public static final OfCounter CLOUDWATCH_PUBLICATIONS = new OfCounter(
            "boxoffice.cloudwatch.publications",
            "Steps that were sent to CloudWatch: accepted by it, or lost because it refused or could not be reached.",
            TagKey.closed("result", "accepted", "lost"));

    public static final OfGauge OPENINGS_AGE = new OfGauge(
            "boxoffice.openings.age",
            Unit.SECONDS,
            "Age of the openings held in memory; grows when neither a reader nor the writer answers.");

    public static final OfCounter SCALING_RUNS = new OfCounter(
            "boxoffice.scaling.runs",
            "Comparisons of AWS with the openings: AWS is as it must be after them, or could not be brought there.",
            TagKey.closed("result", "sound", "troubled"));

    public static final OfGauge SCALING_AGE = new OfGauge(
            "boxoffice.scaling.age",
            Unit.SECONDS,
            "Time since AWS was last as the openings ask for; grows while AWS denies, throttles or is gone.");

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
            POOL_BUSY,
            POOL_ACQUIRE_TIME,
            POOL_ACQUIRE_FAILURES,
            POOL_GENERATIONS,
            WRITER_LOSSES,
            WRITER_OUTAGE_TIME,
            WRITER_SILENCE,
            READERS_IN_USE,
            READER_LAG,
            HTTP_REQUESTS,
            HTTP_REQUEST_TIME,
            HTTP_CONNECTIONS,
            HTTP_IN_FLIGHT,
            HTTP_REFUSED,
            STREAMS_OPEN,
            MEMBERS_PRESENT,
            STREAMS,
            TOKEN_VERIFICATIONS,
            MEMBERS_LIMITED,
            OPENING_WINDOW,
            OPENING_COUNTDOWN,
            TICKETS_LEFT,
            SELL_OUT_TIME,
            AUDIT_BREACHES,
            AUDIT_AGE,
            EVENT_LOOP_UTILISATION,
            EVENT_LOOP_LAG,
            CLOUDWATCH_PUBLICATIONS,
            OPENINGS_AGE,
            SCALING_RUNS,
            SCALING_AGE,
            BUILD);

    private Catalogue() {}

    /** In the order of the documentation. */
    public static List<MeterDefinition> all() {
        return ALL;
    }
}
