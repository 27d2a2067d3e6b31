package boxoffice.scaling.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * A group and a cluster on the local AWS, made for one test and named by chance. The local AWS is found where the SDK
 * finds it, in the environment; never is a real one used.
 */
public final class LocalAws implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AutoScalingClient groups =
            patient(AutoScalingClient.builder()).build();
    private final ApplicationAutoScalingClient targets =
            patient(ApplicationAutoScalingClient.builder()).build();
    private final RdsClient databases = patient(RdsClient.builder()).build();
    private final AwsNames names;

    public LocalAws() {
        assertThat(System.getenv("AWS_ENDPOINT_URL"))
                .as("the local AWS is not in the environment: eval \"$(infra/local/aws-local)\"")
                .matches("http://(127\\.0\\.0\\.1|localhost):\\d+");
        String id =
                String.format(Locale.ROOT, "t%08x", ThreadLocalRandom.current().nextInt());
        names = new AwsNames("boxoffice-" + id, "boxoffice-" + id);
        groups.createLaunchConfiguration(request -> request.launchConfigurationName(names.group())
                .imageId("ami-12c6146b")
                .instanceType("t3.small"));
        groups.createAutoScalingGroup(request -> request.autoScalingGroupName(names.group())
                .launchConfigurationName(names.group())
                .minSize(1)
                .maxSize(3)
                .availabilityZones("ap-northeast-2a"));
        databases.createDBCluster(request -> request.dbClusterIdentifier(names.cluster())
                .engine("aurora-mysql")
                .masterUsername("owner")
                .masterUserPassword("not-a-secret-1"));
        instance("a", 1);
        instance("b", 1);
        targets.registerScalableTarget(request -> request.serviceNamespace(ServiceNamespace.RDS)
                .resourceId("cluster:" + names.cluster())
                .scalableDimension(ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT)
                .minCapacity(1)
                .maxCapacity(3));
    }

    public AwsNames names() {
        return names;
    }

    void instance(String letter, int tier) {
        databases.createDBInstance(request -> request.dbInstanceIdentifier(names.cluster() + "-" + letter)
                .dbClusterIdentifier(names.cluster())
                .engine("aurora-mysql")
                .dbInstanceClass("db.r6g.large")
                .promotionTier(tier));
    }

    /** The local AWS loads a service at its first call, which may take longer than AWS ever does. */
    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B patient(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(PATIENCE)
                        .build());
    }

    @Override
    public void close() {
        groups.close();
        targets.close();
        databases.close();
    }
}
