package boxoffice.api.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A local AWS, read with the AWS CLI: what another program than ours sees there. */
public final class LocalAws {

    private final URI endpoint;

    private LocalAws(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The one that the environment names; fails where there is none, telling how to get one. */
    public static LocalAws required() {
        String endpoint = System.getenv("AWS_ENDPOINT_URL");
        if (endpoint == null || !endpoint.startsWith("http://127.0.0.1:")) {
            throw new AssertionError("profile aws needs a local AWS, and AWS_ENDPOINT_URL names none (it is " + endpoint
                    + "): eval \"$(infra/local/aws-local)\", which needs Python 3 with moto[server] 5.2");
        }
        LocalAws aws = new LocalAws(URI.create(endpoint));
        Object unused = aws.cli("cloudwatch", "list-metrics", "--namespace", "Nothing");
        return aws;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The series of a namespace: their dimensions by their names. */
    public Map<String, JsonArray> series(String namespace) {
        Map<String, JsonArray> series = new TreeMap<>();
        JsonArray metrics =
                cli("cloudwatch", "list-metrics", "--namespace", namespace).getJsonArray("Metrics");
        for (int i = 0; i < metrics.size(); i++) {
            JsonObject metric = metrics.getJsonObject(i);
            if (series.put(metric.getString("MetricName"), metric.getJsonArray("Dimensions")) != null) {
                throw new AssertionError("two series of one name: " + metric);
            }
        }
        return series;
    }

    /** The sum over the last hour, and the unit after it, such as {@code 500 Count}. */
    public String sum(String namespace, String name, String group) {
        Instant now = Instant.now();
        JsonArray points = cli(
                        "cloudwatch",
                        "get-metric-statistics",
                        "--namespace",
                        namespace,
                        "--metric-name",
                        name,
                        "--dimensions",
                        "Name=AutoScalingGroupName,Value=" + group,
                        "--start-time",
                        now.minus(Duration.ofHours(1)).toString(),
                        "--end-time",
                        now.plus(Duration.ofMinutes(2)).toString(),
                        "--period",
                        "60",
                        "--statistics",
                        "Sum")
                .getJsonArray("Datapoints");
        double sum = 0;
        String unit = "nothing";
        for (int i = 0; i < points.size(); i++) {
            sum += points.getJsonObject(i).getDouble("Sum");
            unit = points.getJsonObject(i).getString("Unit");
        }
        return Math.round(sum) + " " + unit;
    }

    /** A new topic of SNS, with somebody who listens. */
    public Topic topic(String name) {
        String arn = cli("sns", "create-topic", "--name", name).getString("TopicArn");
        String queue = cli("sqs", "create-queue", "--queue-name", name).getString("QueueUrl");
        String queueArn = cli("sqs", "get-queue-attributes", "--queue-url", queue, "--attribute-names", "QueueArn")
                .getJsonObject("Attributes")
                .getString("QueueArn");
        JsonObject subscribed =
                cli("sns", "subscribe", "--topic-arn", arn, "--protocol", "sqs", "--notification-endpoint", queueArn);
        if (!subscribed.containsKey("SubscriptionArn")) {
            throw new AssertionError("nobody listens: " + subscribed);
        }
        return new Topic(arn, queue);
    }

    /** A topic, and what came out of it. */
    public final class Topic {

        private final String arn;
        private final String queue;

        private Topic(String arn, String queue) {
            this.arn = arn;
            this.queue = queue;
        }

        public String arn() {
            return arn;
        }

        /** Each once. */
        public List<JsonObject> messages() {
            JsonArray received = cli("sqs", "receive-message", "--queue-url", queue, "--max-number-of-messages", "10")
                    .getJsonArray("Messages", new JsonArray());
            List<JsonObject> messages = new ArrayList<>();
            for (int i = 0; i < received.size(); i++) {
                messages.add(new JsonObject(
                        new JsonObject(received.getJsonObject(i).getString("Body")).getString("Message")));
            }
            return messages;
        }
    }

    private JsonObject cli(String... arguments) {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--endpoint-url", endpoint.toString(), "--output", "json"));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("the local AWS at " + endpoint + " does not answer: " + output);
            }
            return output.isBlank() ? new JsonObject() : new JsonObject(output);
        } catch (IOException failure) {
            throw new UncheckedIOException("profile aws needs the AWS CLI: is `aws` in the path?", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
