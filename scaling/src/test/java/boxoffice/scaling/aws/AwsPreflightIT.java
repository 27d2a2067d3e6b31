package boxoffice.scaling.aws;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.aws.AwsFacts.TrackedMetric;
import boxoffice.scaling.preflight.Expected;
import boxoffice.scaling.preflight.Finding;
import boxoffice.scaling.preflight.Finding.Failed;
import boxoffice.scaling.preflight.Moment;
import boxoffice.scaling.preflight.Preflight;
import boxoffice.scaling.preflight.ServiceFacts;
import boxoffice.scaling.reconcile.Schedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A stack on the local AWS that is prepared for an opening is go; with one thing wrong there it is not, and that is
 * told.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "boxoffice.test.aws", matches = "local", disabledReason = "needs a local AWS: -Paws")
final class AwsPreflightIT {

    private static final String NAMESPACE = "Boxoffice";
    private static final String METRIC = "EventLoopUtilisation";

    private final Instant now = Instant.now();
    private final Instant opensAt = now.plus(Duration.ofMinutes(2)).truncatedTo(ChronoUnit.SECONDS);
    private final AutoScalingClient groups =
            LocalAws.patient(AutoScalingClient.builder()).build();
    private final ApplicationAutoScalingClient targets =
            LocalAws.patient(ApplicationAutoScalingClient.builder()).build();
    private final RdsClient databases = LocalAws.patient(RdsClient.builder()).build();
    private final CloudWatchClient watch =
            LocalAws.patient(CloudWatchClient.builder()).build();
    private String topic = "";
    private String subscription = "";
    private final SnsClient topics = LocalAws.patient(SnsClient.builder()).build();

    private LocalAws aws;

    private String metric = METRIC;

    /** What may be wrong, and the check that tells of it. */
    private record Fault(String name, String check, Consumer<AwsPreflightIT> injection) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault(
                        "instances were not pinned",
                        "instances are scheduled",
                        test -> test.groups.updateAutoScalingGroup(request ->
                                request.autoScalingGroupName(test.group()).minSize(1))),
                new Fault(
                        "readers were not pinned",
                        "readers are scheduled",
                        test -> test.targets.registerScalableTarget(
                                request -> request.serviceNamespace(ServiceNamespace.RDS)
                                        .resourceId("cluster:" + test.group())
                                        .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)
                                        .minCapacity(1))),
                new Fault(
                        "an instance is unhealthy",
                        "instances are in service",
                        test -> test.groups.setInstanceHealth(
                                request -> request.instanceId(test.anInstance()).healthStatus("Unhealthy"))),
                new Fault(
                        "a reader is missing",
                        "readers are available",
                        test -> test.databases.deleteDBInstance(
                                request -> request.dbInstanceIdentifier(test.group() + "-d")
                                        .skipFinalSnapshot(true))),
                new Fault(
                        "the writer is too small",
                        "the writer is as it should be",
                        test -> test.databases.modifyDBInstance(
                                request -> request.dbInstanceIdentifier(test.group() + "-a")
                                        .dbInstanceClass("db.r6g.medium")
                                        .applyImmediately(true))),
                new Fault("readers are behind", "readers keep up", test -> test.lag(5_000)),
                new Fault("an alarm is silent", "alarms tell somebody", test -> test.alarm(false)),
                new Fault(
                        "nobody hears an alarm",
                        "alarms tell somebody",
                        test -> test.topics.unsubscribe(request -> request.subscriptionArn(test.subscription))),
                new Fault("metrics do not arrive", "metrics arrive", test -> test.metric = "Misspelt"));
    }

    @BeforeEach
    void prepare() {
        aws = new LocalAws();
        aws.instance("c", 15);
        aws.instance("d", 15);
        try (Schedules schedules = AwsCapacities.schedules(aws.names(), ScalingRules.DEFAULT, Clock.systemUTC())) {
            assertThat(schedules.reconcile(List.of(opensAt)).troubles()).isEmpty();
        }
        topic = topics.createTopic(request -> request.name(group())).topicArn();
        subscription = topics.subscribe(
                        request -> request.topicArn(topic).protocol("email").endpoint("operators@example.com"))
                .subscriptionArn();
        alarm(true);
        put(NAMESPACE, METRIC, "AutoScalingGroupName", 12);
        lag(20);
    }

    @AfterEach
    void stop() {
        groups.close();
        targets.close();
        databases.close();
        watch.close();
        topics.deleteTopic(request -> request.topicArn(topic));
        topics.close();
        aws.close();
    }

    @Test
    void aPreparedStackIsGo() {
        assertThat(findings()).allMatch(Finding.Passed.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void withOneFaultItIsNoGoAndThatIsNamed(Fault fault) {
        fault.injection().accept(this);

        List<Finding> findings = findings();

        assertThat(Preflight.isGo(findings)).isFalse();
        assertThat(findings)
                .filteredOn(Failed.class::isInstance)
                .extracting(Finding::check)
                .containsExactly(fault.check());
    }

    private List<Finding> findings() {
        try (AwsFacts facts = AwsFacts.open(aws.names(), new TrackedMetric(NAMESPACE, metric), Clock.systemUTC())) {
            Expected expected =
                    new Expected(opensAt, List.of(opensAt), ScalingRules.DEFAULT, "db.r6g.large", 500, 1_000, 16, 32);
            return new Preflight(() -> facts, new Service(), expected, Moment.TWO_MINUTES, now).findings();
        }
    }

    private String group() {
        return aws.names().group();
    }

    private String anInstance() {
        return groups.describeAutoScalingGroups(request -> request.autoScalingGroupNames(group()))
                .autoScalingGroups()
                .get(0)
                .instances()
                .get(0)
                .instanceId();
    }

    private void alarm(boolean tells) {
        Object unused = watch.putMetricAlarm(request -> request.alarmName(group() + "-errors")
                .namespace(NAMESPACE)
                .metricName("HttpErrors")
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .actionsEnabled(tells)
                .alarmActions(topic));
    }

    private void lag(double millis) {
        put("AWS/RDS", "AuroraReplicaLagMaximum", "DBClusterIdentifier", millis);
    }

    private void put(String namespace, String name, String dimension, double value) {
        MetricDatum datum = MetricDatum.builder()
                .metricName(name)
                .timestamp(now)
                .value(value)
                .dimensions(Dimension.builder().name(dimension).value(group()).build())
                .build();
        Object unused =
                watch.putMetricData(request -> request.namespace(namespace).metricData(datum));
    }

    /** A service that is well. */
    private final class Service implements ServiceFacts {

        @Override
        public Duration clockSkew() {
            return Duration.ZERO;
        }

        @Override
        public Optional<Instant> certificateUntil() {
            return Optional.of(opensAt.plus(Duration.ofDays(60)));
        }

        @Override
        public Optional<Announced> opening() {
            return Optional.of(new Announced(opensAt, 500));
        }
    }
}
