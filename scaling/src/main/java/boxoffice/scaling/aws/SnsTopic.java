package boxoffice.scaling.aws;

import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A topic of SNS. Opening it takes half a second and each call waits, at most four seconds: nothing for an event loop.
 * A call fails with {@link boxoffice.scaling.reconcile.AwsTroubleException}.
 */
public final class SnsTopic implements AutoCloseable {

    private static final String FIFO = ".fifo";

    private final SnsClient client;
    private final String arn;

    private SnsTopic(SnsClient client, String arn) {
        this.client = client;
        this.arn = arn;
    }

    public static SnsTopic open(String arn) {
        SnsClientBuilder builder = AwsCapacities.configured(SnsClient.builder());
        return new SnsTopic(builder.region(Region.of(arn.split(":", -1)[3])).build(), arn);
    }

    /**
     * @param kind an attribute by which subscribers may filter
     * @param id the same for the same message: a FIFO topic drops a twin that comes within five minutes
     */
    public void publish(String message, String kind, String id) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(arn)
                .message(message)
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(kind)
                                .build()));
        if (arn.endsWith(FIFO)) {
            request.messageGroupId("boxoffice").messageDeduplicationId(id);
        }
        String published = AwsCalls.make(
                "topic: publish", () -> client.publish(request.build()).messageId());
        assert published != null;
    }

    @Override
    public void close() {
        client.close();
    }
}
