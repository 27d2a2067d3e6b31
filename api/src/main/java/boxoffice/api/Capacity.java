package boxoffice.api;

import boxoffice.api.configuration.Settings;
import boxoffice.api.metering.ScalingMeters;
import boxoffice.api.scaling.AwsPlan;
import boxoffice.api.scaling.AwsSight;
import boxoffice.api.scaling.OwnFacts;
import boxoffice.api.scaling.PlanKeeper;
import boxoffice.api.scaling.Preflights;
import boxoffice.metrics.Meters;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.metrics.cloudwatch.Series;
import boxoffice.persistence.pool.ServerFacts;
import boxoffice.persistence.pool.WriterPool;
import boxoffice.scaling.aws.AwsFacts.TrackedMetric;
import boxoffice.scaling.aws.AwsNames;
import io.vertx.core.Vertx;
import java.time.Clock;

/** The scaling plan: what carries it out, and what looks whether an opening can take place. */
record Capacity(PlanKeeper plan, Preflights preflights) {

    /** The plan is carried out once {@link PlanKeeper#start} is called. */
    static Capacity open(Vertx vertx, Settings settings, Stores stores, Meters meters, StopOrder stops) {
        PlanKeeper plan = plan(vertx, settings, stores, meters, stops);
        Preflights preflights = preflights(vertx, settings, stores);
        stops.add(preflights::close);
        return new Capacity(plan, preflights);
    }

    /** Carries the scaling plan out where the settings name what on. */
    private static PlanKeeper plan(Vertx vertx, Settings settings, Stores stores, Meters meters, StopOrder stops) {
        if (settings.scaling() == null) {
            return PlanKeeper.off(vertx);
        }
        AwsPlan aws = new AwsPlan(vertx, settings.scaling(), Clock.systemUTC());
        stops.add(aws::close);
        PlanKeeper plan = PlanKeeper.on(vertx, stores.board()::openingTimes, aws::reconcile, new ScalingMeters(meters));
        stops.add(plan::stop);
        return plan;
    }

    /** Looks at AWS as well where the settings name what there. */
    private static Preflights preflights(Vertx vertx, Settings settings, Stores stores) {
        AwsNames names = settings.scaling();
        CloudWatchSettings published = settings.monitoring().cloudWatch();
        String namespace = published == null ? CloudWatchSettings.NAMESPACE_DEFAULT : published.namespace();
        ServerFacts servers = new ServerFacts(stores.writer(), stores.reader(), Clock.systemUTC());
        return new Preflights(
                vertx,
                names == null
                        ? null
                        : new AwsSight(names, new TrackedMetric(namespace, Series.EVENT_LOOP_UTILISATION.name())),
                opening -> OwnFacts.gather(servers, stores.board(), settings.publicUrl(), opening),
                new Preflights.Pools(
                        settings.writerConnections() + WriterPool.NARROW_CONNECTIONS, settings.readerConnections()));
    }
}
