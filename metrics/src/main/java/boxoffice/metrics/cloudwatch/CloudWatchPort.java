package boxoffice.metrics.cloudwatch;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.imds.Ec2MetadataClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * The way to CloudWatch, opened at the first request: to find out the region and the group may take as long as a
 * request and fail like one, and is tried again with the next. Every request ends within {@link #REQUEST_MAX}. For one
 * thread.
 */
interface CloudWatchPort extends AutoCloseable {

    /** No request takes longer, its retries included; below the shortest step. */
    Duration REQUEST_MAX = Duration.ofSeconds(5);

    /** The value of the dimension. */
    String group();

    /** Sends it, or fails with what the SDK throws. */
    void put(PutMetricDataRequest request);

    @Override
    void close();

    /** The real one. */
    static CloudWatchPort open(CloudWatchSettings settings) {
        return open(settings, REQUEST_MAX);
    }

    static CloudWatchPort open(CloudWatchSettings settings, Duration requestMax) {
        String group = settings.group() == null ? InstanceMetadata.group() : settings.group();
        CloudWatchClientBuilder builder = CloudWatchClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(3)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(requestMax)
                        .build());
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        }
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        CloudWatchClient client = builder.build();
        return new CloudWatchPort() {
            @Override
            public String group() {
                return group;
            }

            @Override
            public void put(PutMetricDataRequest request) {
                PutMetricDataResponse unused = client.putMetricData(request);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    /** What the instance knows about itself, by version 2 of the metadata service. */
    final class InstanceMetadata {

        private static final String GROUP_TAG = "/latest/meta-data/tags/instance/aws:autoscaling:groupName";

        private InstanceMetadata() {}

        static String group() {
            try (Ec2MetadataClient metadata = Ec2MetadataClient.builder()
                    .httpClient(UrlConnectionHttpClient.builder()
                            .connectionTimeout(Duration.ofSeconds(1))
                            .socketTimeout(Duration.ofSeconds(1)))
                    .build()) {
                return metadata.get(GROUP_TAG).asString();
            }
        }
    }
}
