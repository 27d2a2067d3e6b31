package boxoffice.api.rehearsal;

import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.http.Bindings;
import boxoffice.api.http.ContractOperation.Audience;
import boxoffice.api.http.HttpSettings;
import boxoffice.api.http.HttpVerticle;
import boxoffice.api.http.Page;
import boxoffice.api.identity.AddressPaces;
import boxoffice.api.identity.JsonWebKeys;
import boxoffice.api.identity.MemberLimit;
import boxoffice.api.identity.Tokens;
import boxoffice.api.metering.ClaimMeters;
import boxoffice.api.metering.EventLoopMeters;
import boxoffice.api.metering.HttpMeters;
import boxoffice.api.metering.TokenMeters;
import boxoffice.metrics.Meters;
import boxoffice.metrics.PrometheusText;
import boxoffice.persistence.claim.ClaimLedger;
import boxoffice.persistence.claim.ClaimLimits;
import boxoffice.persistence.pool.InTurn;
import boxoffice.persistence.pool.WriterPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes the crowd's way some thousand times before the crowd does: a process that has just started answers several times
 * slower than one that has compiled what it runs. On a port of its own that only this machine reaches, with tokens of
 * its own that only this port takes, for an opening that does not exist: it leaves no trace in tables or meters.
 * Bounded in time.
 */
public final class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int MEMBERS = 200;
    private static final int ROUNDS = 30;
    private static final int SECONDS_MAX = 6;

    private final Vertx vertx;
    private final WriterPool writer;
    private final BiFunction<ClaimLedger, Meters, Bindings> bindings;
    private final PrometheusText unseen = new PrometheusText();
    private final Meters meters = new Meters(unseen.registry());
    private final int port = freePort();

    /** @param bindings the service's endpoints on another ledger and other meters */
    public Rehearsal(Vertx vertx, WriterPool writer, BiFunction<ClaimLedger, Meters, Bindings> bindings) {
        this.vertx = vertx;
        this.writer = writer;
        this.bindings = bindings;
    }

    /** To be run once; never fails. */
    public Future<Void> run() {
        return vertx.executeBlocking(() -> DevelopmentIdentity.temporary(vertx), false)
                .compose(identity -> InTurn.each(
                                IntStream.range(0, MEMBERS).boxed().toList(),
                                member -> identity.token("rehearsal-" + member, List.of()))
                        .compose(tokens -> onStage(new JsonWebKeys(vertx, identity.keySet(), null, null), tokens)))
                .transform(played -> {
                    if (played.failed()) {
                        LOG.info("the rehearsal was cut short: {}", String.valueOf(played.cause()));
                    }
                    unseen.close();
                    return Future.succeededFuture();
                });
    }

    private Future<Void> onStage(JsonWebKeys keys, List<String> tokens) {
        ClaimLedger ledger =
                ClaimLedger.on(vertx, vertx.getOrCreateContext(), writer, ClaimLimits.DEFAULT, new ClaimMeters(meters));
        HttpVerticle stage = new HttpVerticle(
                HttpSettings.on(HttpSettings.LOOPBACK, port, port),
                port,
                EnumSet.of(Audience.PUBLIC),
                bindings.apply(ledger, meters),
                Tokens.of(keys, new TokenMeters(meters), MemberLimit.NONE),
                new Page(),
                new HttpMeters(meters, new EventLoopMeters(vertx, meters)),
                new AtomicInteger(),
                AddressPaces.of(MemberLimit.NONE));
        Crowd crowd = new Crowd(vertx, port, keys, tokens);
        return vertx.deployVerticle(stage)
                .compose(deployment -> crowd.claim(ROUNDS, SECONDS_MAX).eventually(() -> vertx.undeploy(deployment)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
