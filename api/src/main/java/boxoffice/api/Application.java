package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.development.DemoOpening;
import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.development.IssueDevelopmentToken;
import boxoffice.api.development.ListDevelopmentKeys;
import boxoffice.api.http.Bindings;
import boxoffice.api.http.Contract;
import boxoffice.api.http.ContractOperation.Audience;
import boxoffice.api.http.Endpoint;
import boxoffice.api.http.HttpObserver;
import boxoffice.api.http.HttpVerticle;
import boxoffice.api.http.Page;
import boxoffice.api.identity.Tokens;
import boxoffice.api.live.StreamOpening;
import boxoffice.api.live.ViewerSettings;
import boxoffice.api.live.Viewers;
import boxoffice.api.management.Lifecycle;
import boxoffice.api.management.ReportLive;
import boxoffice.api.management.ReportMetrics;
import boxoffice.api.management.ReportReady;
import boxoffice.api.member.ClaimAnswers;
import boxoffice.api.member.ClaimTicket;
import boxoffice.api.member.GiveBackTicket;
import boxoffice.api.member.ListOpenings;
import boxoffice.api.member.ListTickets;
import boxoffice.api.member.OpeningPages;
import boxoffice.api.member.ReadContract;
import boxoffice.api.member.ShowCalendar;
import boxoffice.api.member.ShowOpening;
import boxoffice.api.member.ShowTicket;
import boxoffice.api.member.ShowTicketQr;
import boxoffice.api.metering.ClaimMeters;
import boxoffice.api.metering.EventLoopMeters;
import boxoffice.api.metering.HttpMeters;
import boxoffice.api.metering.OpeningMeters;
import boxoffice.api.metering.PoolMeters;
import boxoffice.api.metering.Pulse;
import boxoffice.api.metering.ScalingMeters;
import boxoffice.api.metering.StreamMeters;
import boxoffice.api.metering.TokenMeters;
import boxoffice.api.metering.WriterMeters;
import boxoffice.api.operator.CreateOpening;
import boxoffice.api.operator.DeleteOpening;
import boxoffice.api.operator.ExportTickets;
import boxoffice.api.operator.FreezeOpening;
import boxoffice.api.operator.ListActs;
import boxoffice.api.operator.ListPlannedOpenings;
import boxoffice.api.operator.RedeemTicket;
import boxoffice.api.operator.ReplaceOpening;
import boxoffice.api.operator.ResumeOpening;
import boxoffice.api.operator.ShowPlannedOpening;
import boxoffice.api.rehearsal.Rehearsal;
import boxoffice.api.scaling.AwsPlan;
import boxoffice.api.scaling.AwsSight;
import boxoffice.api.scaling.Followed;
import boxoffice.api.scaling.OwnFacts;
import boxoffice.api.scaling.PlanKeeper;
import boxoffice.api.scaling.Preflights;
import boxoffice.api.scaling.ShowPreflight;
import boxoffice.api.scaling.ShowScaling;
import boxoffice.api.scaling.ShowScalingPlan;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.metrics.cloudwatch.Series;
import boxoffice.persistence.audit.InvariantAudit;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.embedded.EmbeddedCluster;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.opening.AuditLog;
import boxoffice.persistence.opening.OpeningBoard;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.pool.ReaderPool;
import boxoffice.persistence.pool.ServerFacts;
import boxoffice.persistence.pool.WatchPace;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.persistence.pool.WriterWatch;
import boxoffice.persistence.ticket.RecentWrites;
import boxoffice.persistence.ticket.Redemptions;
import boxoffice.persistence.ticket.TicketRegister;
import boxoffice.persistence.ticket.TicketReturns;
import boxoffice.persistence.ticket.Tickets;
import boxoffice.scaling.aws.AwsFacts.TrackedMetric;
import boxoffice.scaling.aws.AwsNames;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The service as a whole: puts its parts together, starts them in order and stops them in the reverse order. Used once.
 */
public final class Application {

    private static final Duration DRAIN_MAX = Duration.ofSeconds(8);

    private static final int CONNECT_TRIES = 10;

    private final Vertx vertx;
    private final Settings settings;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Instruments instruments;
    private final StopOrder stops = new StopOrder();
    private volatile @Nullable Rehearsal rehearsal;

    public Application(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.instruments = new Instruments(settings.monitoring());
        stops.add(() -> instruments.close(vertx));
    }

    /** Starts; what had been started when it fails is stopped by {@link #stop()}. */
    public Future<?> start() {
        Future<Contract> contract = vertx.executeBlocking(Contract::read, false);
        return new Backends(vertx, cluster -> stops.add(() -> stopped(cluster)))
                .open(settings)
                .compose(this::migrated)
                .compose(backend ->
                        contract.compose(read -> eventLoopOfItsOwn().compose(claims -> serve(backend, read, claims))))
                .onSuccess(serving -> lifecycle.started());
    }

    /** Takes nothing new, answers what was accepted, then stops everything; goes on where one part fails to stop. */
    public Future<?> stop() {
        lifecycle.stopping();
        return stops.stop();
    }

    /** Goes the crowd's way before the crowd does, while the service is up already; never fails. */
    public Future<?> rehearse() {
        Rehearsal prepared = rehearsal;
        return prepared == null ? Future.succeededFuture() : prepared.run();
    }

    /** Tells a person where the service is. */
    public void announce(PrintStream out, long startMillis) {
        String host = settings.http().host().equals("0.0.0.0")
                ? "localhost"
                : settings.http().host();
        out.printf("Boxoffice is ready after %.1f s.%n", startMillis / 1_000.0);
        out.printf("  page        http://%s:%d/%n", host, settings.http().port());
        out.printf(
                "  contract    http://%s:%d/openapi.yaml%n",
                host, settings.http().port());
        out.printf(
                "  management  http://%s:%d/ready, /live, /metrics%n",
                host, settings.http().managementPort());
    }

    private Future<?> stopped(EmbeddedCluster cluster) {
        return vertx.executeBlocking(() -> {
            cluster.close();
            return null;
        });
    }

    private Future<Backend> migrated(Backend backend) {
        return vertx.executeBlocking(() -> {
            Migrations.migrate(backend.owner());
            return backend;
        });
    }

    /**
     * Of which there are more than the HTTP port has, so that claims' batches do not wait behind a crowd's requests.
     */
    private Future<Context> eventLoopOfItsOwn() {
        Promise<Context> context = Promise.promise();
        return vertx.deployVerticle(own -> {
                    context.complete(own);
                    return Future.succeededFuture();
                })
                .compose(deployed -> context.future());
    }

    private Future<?> serve(Backend backend, Contract contract, Context claims) {
        Meters meters = instruments.meters();
        WriterWatch watch = WriterWatch.start(vertx, backend.writers(), WatchPace.DEFAULT, new WriterMeters(meters));
        stops.add(watch::close);
        PoolMeters writerMeters = new PoolMeters(meters, "writer", settings.writerConnections());
        WriterPool writer =
                WriterPool.open(vertx, watch, PoolSettings.writer(settings.writerConnections()), writerMeters);
        stops.add(writer::close);
        PoolMeters readerMeters = new PoolMeters(
                meters,
                "reader",
                settings.readerConnections() * backend.readers().size());
        ReaderPool reader = ReaderPool.open(
                vertx,
                backend.readers(),
                watch,
                writer,
                PoolSettings.reader(settings.readerConnections()),
                readerMeters);
        stops.add(reader::close);

        ClaimLedger ledger = ClaimLedger.on(vertx, claims, writer, ClaimLimits.DEFAULT, new ClaimMeters(meters));
        stops.add(() -> ledger.drain(vertx, DRAIN_MAX));
        OpeningBoard board = new OpeningBoard(reader);
        Openings openings = new Openings(writer, board, opening -> ledger.changed(vertx, opening));
        meters.gauge(Catalogue.CLAIM_QUEUE_DEPTH, ledger::unanswered);
        meters.gauge(Catalogue.CLAIM_QUEUE_AGE, () -> ledger.oldestWait().toNanos() / 1e9);
        meters.gauge(Catalogue.OPENINGS_AGE, () -> board.age().toNanos() / 1e9);
        PlanKeeper plan = plan(board, meters);
        Counter breaches = meters.counter(Catalogue.AUDIT_BREACHES);
        InvariantAudit audit = InvariantAudit.of(reader, writer, openings, breaches::increment);
        meters.gauge(Catalogue.AUDIT_AGE, () -> audit.age().toNanos() / 1e9);
        stops.add(() -> audit.stop(vertx));
        Preflights preflights = preflights(new ServerFacts(writer, reader, Clock.systemUTC()), board);
        meters.gauge(Catalogue.WRITER_SILENCE, () -> watch.silence().toNanos() / 1e9);
        meters.gauge(Catalogue.POOL_GENERATIONS, writer::generations);
        meters.gauge(Catalogue.READERS_IN_USE, reader::readersInUse);
        meters.gauge(Catalogue.READER_LAG, () -> reader.lagMax().toNanos() / 1e9);
        meters.gauge(Catalogue.BUILD, () -> 1, version());
        OpeningMeters openingMeters = new OpeningMeters(meters, Instant::now);
        instruments.near(openingMeters::windows);
        long pulse = new Pulse(List.of(writerMeters, readerMeters), board, openingMeters).start(vertx);
        stops.add(() -> Future.succeededFuture(vertx.cancelTimer(pulse)));

        DevelopmentIdentity issuer = backend.development();
        Viewers viewers = new Viewers(vertx, board, ViewerSettings.of(settings.streamsMax()), new StreamMeters(meters));
        meters.gauge(Catalogue.STREAMS_OPEN, viewers::open);
        meters.gauge(Catalogue.MEMBERS_PRESENT, viewers::waiting);
        Parts parts = new Parts(contract, writer, reader, board, openings, plan, preflights, viewers);
        Bindings bindings = Bindings.of(contract, endpoints(parts, issuer, ledger, meters));
        rehearsal = new Rehearsal(
                vertx, writer, (unseen, silent) -> Bindings.of(contract, endpoints(parts, issuer, unseen, silent)));
        Tokens tokens = Tokens.of(backend.keys(), new TokenMeters(meters), settings.memberLimit());
        HttpObserver observer = new HttpMeters(meters, new EventLoopMeters(vertx, meters));
        Set<Audience> management = EnumSet.of(Audience.MANAGEMENT);
        return listen(bindings, tokens, observer, management, settings.http().managementPort(), 1)
                .compose(listening ->
                        connected(() -> writer.transaction(session -> Future.succeededFuture()), CONNECT_TRIES))
                .compose(writing -> connected(board::view, CONNECT_TRIES))
                .compose(reading -> demo(backend, openings))
                .onSuccess(ready -> {
                    plan.start();
                    audit.start(vertx);
                })
                .compose(ready -> listen(
                        bindings,
                        tokens,
                        observer,
                        publicAudiences(backend),
                        settings.http().port(),
                        eventLoops()))
                .onSuccess(listening -> stops.add(viewers::close));
    }

    /** What endpoints share. */
    private record Parts(
            Contract contract,
            WriterPool writer,
            ReaderPool reader,
            OpeningBoard board,
            Openings openings,
            PlanKeeper plan,
            Preflights preflights,
            Viewers viewers) {}

    private List<Endpoint> endpoints(
            Parts parts, @Nullable DevelopmentIdentity issuer, ClaimLedger ledger, Meters meters) {
        RecentWrites recent = new RecentWrites();
        Tickets tickets = new Tickets(parts.reader(), recent);
        OpeningPages pages = new OpeningPages();
        Counter returned = meters.counter(Catalogue.TICKETS_RETURNED);
        return List.of(
                new ClaimTicket(ledger, new ClaimAnswers(recent)),
                new ListOpenings(parts.board(), pages),
                new ShowOpening(parts.board(), pages),
                new StreamOpening(parts.board(), parts.viewers()),
                new ListTickets(tickets),
                new ShowTicket(tickets),
                new ShowTicketQr(tickets),
                new ShowCalendar(parts.board()),
                new RedeemTicket(new Redemptions(parts.writer())),
                new ExportTickets(parts.board(), new TicketRegister(parts.reader())),
                new GiveBackTicket(
                        new TicketReturns(
                                parts.writer(),
                                recent,
                                opening -> ledger.changed(vertx, opening),
                                () -> ledger.settled(vertx)),
                        returned::increment),
                new ReadContract(parts.contract()),
                new ListPlannedOpenings(parts.board()),
                new Followed(new CreateOpening(parts.openings()), parts.plan()::changed),
                new Followed(new ReplaceOpening(parts.openings()), parts.plan()::changed),
                new Followed(new DeleteOpening(parts.openings()), parts.plan()::changed),
                new FreezeOpening(parts.openings()),
                new ResumeOpening(parts.openings()),
                new ShowPlannedOpening(parts.board()),
                new ListActs(new AuditLog(parts.reader()), parts.board()),
                new ShowScaling(parts.plan()),
                new ShowScalingPlan(parts.board(), parts.plan(), Clock.systemUTC()),
                new ShowPreflight(parts.board(), parts.preflights(), Clock.systemUTC()),
                new IssueDevelopmentToken(issuer),
                new ListDevelopmentKeys(issuer),
                new ReportLive(),
                new ReportReady(lifecycle),
                new ReportMetrics(vertx, instruments.prometheus()));
    }

    /** Carries the scaling plan out where the settings name what on. */
    private PlanKeeper plan(OpeningBoard board, Meters meters) {
        if (settings.scaling() == null) {
            return PlanKeeper.off(vertx);
        }
        AwsPlan aws = new AwsPlan(vertx, settings.scaling(), Clock.systemUTC());
        stops.add(aws::close);
        PlanKeeper plan = PlanKeeper.on(vertx, board::openingTimes, aws::reconcile, new ScalingMeters(meters));
        stops.add(plan::stop);
        return plan;
    }

    /** Looks at AWS as well where the settings name what there. */
    private Preflights preflights(ServerFacts servers, OpeningBoard board) {
        AwsNames names = settings.scaling();
        CloudWatchSettings published = settings.monitoring().cloudWatch();
        String namespace = published == null ? CloudWatchSettings.NAMESPACE_DEFAULT : published.namespace();
        Preflights preflights = new Preflights(
                vertx,
                names == null
                        ? null
                        : new AwsSight(names, new TrackedMetric(namespace, Series.EVENT_LOOP_UTILISATION.name())),
                opening -> OwnFacts.gather(servers, board, opening),
                new Preflights.Pools(settings.writerConnections(), settings.readerConnections()));
        stops.add(preflights::close);
        return preflights;
    }

    /** On a machine that is busy starting, a first connection may take longer than a claim would wait for one. */
    private static Future<Void> connected(Supplier<Future<?>> attempt, int triesLeft) {
        return attempt.get()
                .<Void>mapEmpty()
                .recover(failure -> triesLeft > 1 ? connected(attempt, triesLeft - 1) : Future.failedFuture(failure));
    }

    private static Future<?> demo(Backend backend, Openings openings) {
        return backend.development() == null ? Future.succeededFuture() : DemoOpening.create(openings, Instant.now());
    }

    /** With a real configuration the development paths do not exist. */
    private static Set<Audience> publicAudiences(Backend backend) {
        return backend.development() == null
                ? EnumSet.of(Audience.PUBLIC)
                : EnumSet.of(Audience.PUBLIC, Audience.DEVELOPMENT);
    }

    private Future<?> listen(
            Bindings bindings, Tokens tokens, HttpObserver observer, Set<Audience> audiences, int port, int instances) {
        AtomicInteger connections = new AtomicInteger();
        Page page = new Page();
        return vertx.deployVerticle(
                        () -> new HttpVerticle(
                                settings.http(), port, audiences, bindings, tokens, page, observer, connections),
                        new DeploymentOptions().setInstances(instances))
                .onSuccess(deployment -> stops.add(() -> vertx.undeploy(deployment)));
    }

    /** Of the HTTP port; {@link Main} has more. */
    static int eventLoops() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private static String version() {
        String version = Application.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
