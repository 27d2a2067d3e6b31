package boxoffice.scaling.aws;

import boxoffice.domain.scaling.ScalingRules;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.Schedules;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/**
 * The two capacities of the plan on AWS. Opening the clients takes half a second and looks for credentials and region
 * where the SDK does, so it is nothing for an event loop either.
 */
public final class AwsCapacities implements AutoCloseable {

    private static final Duration CALL_MAX = Duration.ofSeconds(4);
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(2);

    private final AutoScalingClient groups;
    private final ApplicationAutoScalingClient targets;
    private final AwsNames names;

    private AwsCapacities(AutoScalingClient groups, ApplicationAutoScalingClient targets, AwsNames names) {
        this.groups = groups;
        this.targets = targets;
        this.names = names;
    }

    public static AwsCapacities open(AwsNames names) {
        return new AwsCapacities(
                configured(AutoScalingClient.builder()).build(),
                configured(ApplicationAutoScalingClient.builder()).build(),
                names);
    }

    /** Opens clients and what reconciles with them; closing that closes the clients. */
    public static Schedules schedules(AwsNames names, ScalingRules rules, Clock clock) {
        AwsCapacities opened = open(names);
        return new Schedules(opened.instances(), opened.readers(), rules, clock, opened::close);
    }

    public ScheduledCapacity instances() {
        return new GroupCapacity(groups, names.group());
    }

    public ScheduledCapacity readers() {
        return new ReaderCapacity(targets, names.cluster());
    }

    @Override
    public void close() {
        groups.close();
        targets.close();
    }

    /** A bounded wait, and the only HTTP client that has no threads of its own. */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configured(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(ATTEMPT_MAX)
                        .socketTimeout(ATTEMPT_MAX))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(CALL_MAX)
                        .apiCallAttemptTimeout(ATTEMPT_MAX)
                        .build());
    }
}
