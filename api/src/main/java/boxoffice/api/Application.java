package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.development.DemoOpening;
import boxoffice.api.http.Bindings;
import boxoffice.api.http.Contract;
import boxoffice.api.http.ContractOperation.Audience;
import boxoffice.api.http.HttpObserver;
import boxoffice.api.http.HttpVerticle;
import boxoffice.api.http.Page;
import boxoffice.api.identity.AddressPaces;
import boxoffice.api.identity.SignInSettings;
import boxoffice.api.identity.Tokens;
import boxoffice.api.identity.Turnstile;
import boxoffice.api.live.ViewerSettings;
import boxoffice.api.live.Viewers;
import boxoffice.api.management.Lifecycle;
import boxoffice.api.metering.EventLoopMeters;
import boxoffice.api.metering.HttpMeters;
import boxoffice.api.metering.StreamMeters;
import boxoffice.api.metering.TokenMeters;
import boxoffice.api.rehearsal.Rehearsal;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.persistence.embedded.EmbeddedCluster;
import boxoffice.persistence.migration.Migrations;
import boxoffice.persistence.opening.Openings;
import boxoffice.persistence.report.WatcherBook;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The service as a whole: puts its parts together, starts them in order and stops them in the reverse order. Used once.
 */
public final class Application {

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

    /** Goes the crowd's way before the crowd does, while the service is up already; tells whether. Never fails. */
    public Future<Boolean> rehearse() {
        Rehearsal prepared = rehearsal;
        return prepared == null ? Future.succeededFuture(false) : prepared.run().map(true);
    }

    /** Tells a person where the service is. */
    public void announce(PrintStream out, long startMillis) {
        String host = settings.http().host().equals("0.0.0.0")
                ? "localhost"
                : settings.http().host();
        out.printf("Boxoffice is ready after %.1f s.%n", startMillis / 1_000.0);
        String scheme = settings.http().tls() == null ? "http" : "https";
        out.printf("  page        %s://%s:%d/%n", scheme, host, settings.http().port());
        out.printf(
                "  contract    %s://%s:%d/openapi.yaml%n",
                scheme, host, settings.http().port());
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
        meters.gauge(Catalogue.BUILD, () -> 1, version());
        Stores stores = Stores.open(vertx, settings, backend, claims, instruments, stops);
        Capacity capacity = Capacity.open(vertx, settings, stores, meters, stops);
        Announcing announcing = Announcing.open(vertx, settings, stores, stops);
        Viewers viewers =
                new Viewers(vertx, stores.board(), ViewerSettings.of(settings.streamsMax()), new StreamMeters(meters));
        WatcherBook watchers = new WatcherBook(stores.aside(), viewers::watching);
        stops.add(() -> watchers.stop(vertx));
        meters.gauge(Catalogue.STREAMS_OPEN, viewers::open);
        meters.gauge(Catalogue.MEMBERS_PRESENT, viewers::waiting);
        Endpoints endpoints = new Endpoints(
                vertx,
                contract,
                stores,
                capacity,
                announcing,
                signIn(),
                viewers,
                backend.development(),
                backend.codes(),
                turnstile(),
                lifecycle,
                instruments.prometheus());
        if (settings.rehearsed()) {
            rehearsal = new Rehearsal(vertx, stores.writer(), endpoints.unchallenged()::bound);
        }
        Bindings bindings = endpoints.bound(stores.ledger(), meters);
        Tokens tokens = Tokens.of(backend.keys(), new TokenMeters(meters), settings.memberLimit());
        HttpObserver observer = new HttpMeters(meters, new EventLoopMeters(vertx, meters));
        Set<Audience> management = EnumSet.of(Audience.MANAGEMENT);
        return listen(bindings, tokens, observer, management, settings.http().managementPort(), 1)
                .compose(listening -> stores.connected())
                .compose(connected -> demo(backend, stores.openings()))
                .onSuccess(ready -> {
                    capacity.plan().start();
                    announcing.announcer().start();
                    stores.retention().start(vertx);
                    stores.audit().start(vertx);
                    watchers.start(vertx);
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

    private @Nullable Turnstile turnstile() {
        Settings.Challenge challenge = settings.challenge();
        return challenge == null ? null : new Turnstile(vertx, challenge.address(), challenge.secret());
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
        AddressPaces addresses = AddressPaces.of(settings.http().addresses().pace());
        SignInSettings signIn = signIn();
        Page page = new Page(signIn == null ? null : signIn.token());
        return vertx.deployVerticle(
                        () -> new HttpVerticle(
                                settings.http(),
                                port,
                                audiences,
                                bindings,
                                tokens,
                                page,
                                observer,
                                connections,
                                addresses),
                        new DeploymentOptions().setInstances(instances))
                .onSuccess(deployment -> stops.add(() -> vertx.undeploy(deployment)));
    }

    private @Nullable SignInSettings signIn() {
        return settings.database() instanceof Database.Named named
                ? named.identity().signIn()
                : null;
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
