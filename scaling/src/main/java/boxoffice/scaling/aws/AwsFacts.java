package boxoffice.scaling.aws;

import boxoffice.scaling.preflight.PlatformFacts;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.writer.ClusterState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/** What AWS tells before an opening: reads, and changes nothing. */
public final class AwsFacts implements PlatformFacts, AutoCloseable {

    private static final Duration LOOKED_BACK = Duration.ofMinutes(15);
    private static final int PERIOD_SECONDS = 60;

    private final AwsNames names;
    private final TrackedMetric metric;
    private final Clock clock;
    private final AwsCapacities capacities;
    private final RdsCluster cluster;
    private final AutoScalingClient groups;
    private final CloudWatchClient watch;
    private final SnsClient topics;

    /** What the group follows: the same as {@code tracked_metric} of {@code infra}. */
    public record TrackedMetric(String namespace, String name) {}

    private AwsFacts(AwsNames names, TrackedMetric metric, Clock clock) {
        this.names = names;
        this.metric = metric;
        this.clock = clock;
        this.capacities = AwsCapacities.open(names);
        this.cluster = RdsCluster.open(names);
        this.groups = AwsCapacities.configured(AutoScalingClient.builder()).build();
        this.watch = AwsCapacities.configured(CloudWatchClient.builder()).build();
        this.topics = AwsCapacities.configured(SnsClient.builder()).build();
    }

    /** Fails as calls do where no region is known. */
    public static AwsFacts open(AwsNames names, TrackedMetric metric, Clock clock) {
        return make("open the clients", () -> new AwsFacts(names, metric, clock));
    }

    @Override
    public ScheduledCapacity instances() {
        return capacities.instances();
    }

    @Override
    public ScheduledCapacity readers() {
        return capacities.readers();
    }

    @Override
    public List<InstanceFact> group() {
        return make(
                "read the group", () -> groups
                        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(names.group()))
                        .autoScalingGroups()
                        .stream()
                        .flatMap(group -> group.instances().stream())
                        .map(instance -> new InstanceFact(
                                instance.instanceId(),
                                "InService".equals(instance.lifecycleStateAsString()),
                                "Healthy".equalsIgnoreCase(instance.healthStatus())))
                        .toList());
    }

    @Override
    public ClusterState cluster() {
        return cluster.read();
    }

    @Override
    public OptionalDouble lagMillis() {
        return datapoints("AWS/RDS", "AuroraReplicaLagMaximum", "DBClusterIdentifier", names.cluster()).stream()
                .mapToDouble(Datapoint::maximum)
                .max();
    }

    @Override
    public List<AlarmFact> alarms() {
        return make(
                "read alarms",
                () ->
                        watch
                                .describeAlarmsPaginator(request -> request.alarmNamePrefix(names.group()))
                                .metricAlarms()
                                .stream()
                                .map(alarm -> new AlarmFact(
                                        alarm.alarmName(),
                                        Boolean.TRUE.equals(alarm.actionsEnabled()),
                                        alarm.alarmActions()))
                                .toList());
    }

    @Override
    public Subscribers subscribers(String topic) {
        return make("read who hears alarms", () -> {
            int confirmed = 0;
            int pending = 0;
            for (Subscription one : topics.listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
                    .subscriptions()) {
                if (one.subscriptionArn().startsWith("arn:")) {
                    confirmed++;
                } else if (one.subscriptionArn().equals("PendingConfirmation")) {
                    pending++;
                }
            }
            return new Subscribers(confirmed, pending);
        });
    }

    @Override
    public Optional<Instant> trackedMetricAt() {
        return datapoints(metric.namespace(), metric.name(), "AutoScalingGroupName", names.group()).stream()
                .map(Datapoint::timestamp)
                .max(Instant::compareTo);
    }

    @Override
    public void close() {
        capacities.close();
        cluster.close();
        groups.close();
        watch.close();
        topics.close();
    }

    private List<Datapoint> datapoints(String namespace, String name, String dimension, String value) {
        Instant now = clock.instant();
        return make("read the metric " + name, () -> watch.getMetricStatistics(request -> request.namespace(namespace)
                        .metricName(name)
                        .dimensions(
                                Dimension.builder().name(dimension).value(value).build())
                        .startTime(now.minus(LOOKED_BACK))
                        .endTime(now.plusSeconds(PERIOD_SECONDS))
                        .period(PERIOD_SECONDS)
                        .statistics(Statistic.MAXIMUM))
                .datapoints());
    }

    private static <T> T make(String what, Supplier<T> call) {
        return AwsCalls.make(what, call);
    }
}
