package boxoffice.metrics.cloudwatch;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.MeterDefinition;
import boxoffice.metrics.MeterDefinition.OfSummary;
import boxoffice.metrics.MeterDefinition.OfTimer;
import boxoffice.metrics.Unit;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * One series in CloudWatch, and with the other constants the list of all that are allowed there. Each has exactly one
 * dimension, {@link #DIMENSION}, so that any number of instances costs the same.
 *
 * <p>Immutable. Two series are equal only when they are the same constant.
 */
public final class Series {

    /** The one dimension: a policy finds its metric by it. */
    public static final String DIMENSION = "AutoScalingGroupName";

    private static final TagRule WRITER = TagRule.of("pool", "writer");
    private static final TagRule READER = TagRule.of("pool", "reader");

    // What policies track: of one instance, falls as capacity grows, and is there from the start

    public static final Series EVENT_LOOP_UTILISATION = fine("EventLoopUtilisation", Catalogue.EVENT_LOOP_UTILISATION);
    public static final Series READER_BUSY_CONNECTIONS =
            fine("ReaderBusyConnections", Catalogue.POOL_BUSY, Statistic.VALUE, READER);

    // The opening

    public static final Series OPENING_WINDOW = fine("OpeningWindow", Catalogue.OPENING_WINDOW);
    public static final Series OPENING_COUNTDOWN = fine("OpeningCountdown", Catalogue.OPENING_COUNTDOWN);
    public static final Series TICKETS_LEFT = fine("TicketsLeft", Catalogue.TICKETS_LEFT);
    public static final Series SELL_OUT_TIME = fine("SellOutTime", Catalogue.SELL_OUT_TIME);
    public static final Series MEMBERS_PRESENT = fine("MembersPresent", Catalogue.MEMBERS_PRESENT);
    public static final Series PLAN_AGE = coarse("PlanAge", Catalogue.SCALING_AGE, Statistic.VALUE);

    // The way of a claim

    public static final Series CLAIMS_GRANTED = claims("ClaimsGranted", "granted");
    public static final Series CLAIMS_ALREADY_HELD = claims("ClaimsAlreadyHeld", "already_held");
    public static final Series CLAIMS_SOLD_OUT = claims("ClaimsSoldOut", "sold_out");
    public static final Series CLAIMS_NOT_YET_OPEN = claims("ClaimsNotYetOpen", "not_yet_open");
    public static final Series CLAIMS_DEFERRED = claims("ClaimsDeferred", "deferred");
    public static final Series CLAIMS_UNDETERMINED = claims("ClaimsUndetermined", "undetermined");
    public static final Series CLAIMS_ELSEWHERE = claims("ClaimsElsewhere", "closed", "frozen", "unknown_opening");
    public static final Series CLAIM_TIME_SUM = fine("ClaimTimeSum", Catalogue.CLAIM_TIME, Statistic.SUM);
    public static final Series CLAIM_TIME_COUNT = fine("ClaimTimeCount", Catalogue.CLAIM_TIME, Statistic.COUNT);
    public static final Series CLAIM_TIME_MAX = fine("ClaimTimeMax", Catalogue.CLAIM_TIME, Statistic.MAX);
    public static final Series CLAIM_QUEUE_DEPTH = fine("ClaimQueueDepth", Catalogue.CLAIM_QUEUE_DEPTH);
    public static final Series CLAIM_QUEUE_AGE = fine("ClaimQueueAge", Catalogue.CLAIM_QUEUE_AGE);
    public static final Series BATCH_TIME_MAX = fine("BatchTimeMax", Catalogue.BATCH_TIME, Statistic.MAX);
    public static final Series BATCH_SIZE_MAX = fine("BatchSizeMax", Catalogue.BATCH_SIZE, Statistic.MAX);
    public static final Series BATCHES_UNKNOWN =
            fine("BatchesUnknown", Catalogue.BATCH_ATTEMPTS, Statistic.COUNT, TagRule.of("result", "unknown"));

    // The audit

    public static final Series AUDIT_BREACHES = fine("AuditBreaches", Catalogue.AUDIT_BREACHES, Statistic.COUNT);

    // The database

    public static final Series WRITER_BUSY_CONNECTIONS =
            fine("WriterBusyConnections", Catalogue.POOL_BUSY, Statistic.VALUE, WRITER);
    public static final Series WRITER_WAITING = fine("WriterWaiting", Catalogue.POOL_WAITING, Statistic.VALUE, WRITER);
    public static final Series READER_WAITING = fine("ReaderWaiting", Catalogue.POOL_WAITING, Statistic.VALUE, READER);
    public static final Series WRITER_LOSSES = coarse("WriterLosses", Catalogue.WRITER_LOSSES, Statistic.COUNT);
    public static final Series WRITER_SILENCE = fine("WriterSilence", Catalogue.WRITER_SILENCE);
    public static final Series READER_LAG = fine("ReaderLag", Catalogue.READER_LAG);
    public static final Series CONNECTIONS_REFUSED =
            coarse("ConnectionsRefused", Catalogue.POOL_ACQUIRE_FAILURES, Statistic.COUNT);

    // HTTP and the process

    public static final Series HTTP_REQUESTS = fine("HttpRequests", Catalogue.HTTP_REQUEST_TIME, Statistic.COUNT);
    public static final Series HTTP_FAILURES = fine(
            "HttpFailures",
            Catalogue.HTTP_REQUESTS,
            Statistic.COUNT,
            new TagRule("status", "status 5xx but 503", status -> status.startsWith("5") && !status.equals("503")));
    public static final Series HTTP_BUSY =
            fine("HttpBusy", Catalogue.HTTP_REQUESTS, Statistic.COUNT, TagRule.of("status", "503"));
    public static final Series HTTP_CONNECTIONS = fine("HttpConnections", Catalogue.HTTP_CONNECTIONS);
    public static final Series HTTP_IN_FLIGHT = fine("HttpInFlight", Catalogue.HTTP_IN_FLIGHT);
    public static final Series STREAMS_OPEN = fine("StreamsOpen", Catalogue.STREAMS_OPEN);
    public static final Series EVENT_LOOP_LAG = fine("EventLoopLag", Catalogue.EVENT_LOOP_LAG);
    public static final Series OPENINGS_AGE = coarse("OpeningsAge", Catalogue.OPENINGS_AGE, Statistic.VALUE);

    private static final List<Series> ALL = List.of(
            EVENT_LOOP_UTILISATION,
            READER_BUSY_CONNECTIONS,
            OPENING_WINDOW,
            OPENING_COUNTDOWN,
            TICKETS_LEFT,
            SELL_OUT_TIME,
            MEMBERS_PRESENT,
            PLAN_AGE,
            CLAIMS_GRANTED,
            CLAIMS_ALREADY_HELD,
            CLAIMS_SOLD_OUT,
            CLAIMS_NOT_YET_OPEN,
            CLAIMS_DEFERRED,
            CLAIMS_UNDETERMINED,
            CLAIMS_ELSEWHERE,
            CLAIM_TIME_SUM,
            CLAIM_TIME_COUNT,
            CLAIM_TIME_MAX,
            CLAIM_QUEUE_DEPTH,
            CLAIM_QUEUE_AGE,
            BATCH_TIME_MAX,
            BATCH_SIZE_MAX,
            BATCHES_UNKNOWN,
            AUDIT_BREACHES,
            WRITER_BUSY_CONNECTIONS,
            WRITER_WAITING,
            READER_WAITING,
            WRITER_LOSSES,
            WRITER_SILENCE,
            READER_LAG,
            CONNECTIONS_REFUSED,
            HTTP_REQUESTS,
            HTTP_FAILURES,
            HTTP_BUSY,
            HTTP_CONNECTIONS,
            HTTP_IN_FLIGHT,
            STREAMS_OPEN,
            EVENT_LOOP_LAG,
            OPENINGS_AGE);

    private final String name;
    private final MeterDefinition meter;
    private final Statistic statistic;
    private final Resolution resolution;
    private final List<TagRule> rules;

    private Series(String name, MeterDefinition meter, Statistic statistic, Resolution resolution, TagRule... rules) {
        this.name = name;
        this.meter = meter;
        this.statistic = statistic;
        this.resolution = resolution;
        this.rules = List.of(rules);
    }

    private static Series fine(String name, MeterDefinition gauge) {
        return fine(name, gauge, Statistic.VALUE);
    }

    private static Series fine(String name, MeterDefinition meter, Statistic statistic, TagRule... rules) {
        return new Series(name, meter, statistic, Resolution.TEN_SECONDS_IN_A_WINDOW, rules);
    }

    private static Series coarse(String name, MeterDefinition meter, Statistic statistic) {
        return new Series(name, meter, statistic, Resolution.MINUTE);
    }

    private static Series claims(String name, String... outcomes) {
        return fine(name, Catalogue.CLAIMS, Statistic.COUNT, TagRule.of("outcome", outcomes));
    }

    /** All that are allowed, in the order of the documentation. */
    public static List<Series> all() {
        return ALL;
    }

    /** As CloudWatch knows it. */
    public String name() {
        return name;
    }

    /** Where its numbers come from. */
    public MeterDefinition meter() {
        return meter;
    }

    public Statistic statistic() {
        return statistic;
    }

    public Resolution resolution() {
        return resolution;
    }

    /** As CloudWatch spells it: a time that was measured is in milliseconds, a time that a gauge shows in seconds. */
    public String unit() {
        return standardUnit().toString();
    }

    /** What it is made of, for people: the meter, the values of its tags, the statistic. */
    public String source() {
        String tags = rules.stream().map(rule -> ", " + rule.words()).collect(Collectors.joining());
        return "`" + meter.name() + "`" + tags + (statistic == Statistic.VALUE ? "" : ", " + statistic.suffix());
    }

    StandardUnit standardUnit() {
        if (statistic == Statistic.COUNT || meter.unit() == Unit.COUNT) {
            return StandardUnit.COUNT;
        }
        if (meter.unit() == Unit.PERCENT) {
            return StandardUnit.PERCENT;
        }
        return meter instanceof OfTimer ? StandardUnit.MILLISECONDS : StandardUnit.SECONDS;
    }

    /** Whether the numbers of this meter go into it. */
    boolean takes(Meter.Id id) {
        return id.getName().equals(meter.name())
                && rules.stream().allMatch(rule -> {
                    String value = id.getTag(rule.tag());
                    return value != null && rule.takes().test(value);
                });
    }

    /** What Micrometer calls the meter in the registry for CloudWatch: the same for all series of one meter. */
    String meterNameInRegistry() {
        return meter instanceof OfTimer || meter instanceof OfSummary ? meter.name() : name;
    }

    /** What Micrometer calls the number that it sends. */
    String datumName() {
        return meterNameInRegistry() + "." + statistic.suffix();
    }

    @Override
    public String toString() {
        return name;
    }
}
