package boxoffice.metrics.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;

/** The SDK's real client against a CloudWatch that misbehaves, a local server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CloudWatchPortTest {

    private static final Duration REQUEST_MAX = Duration.ofMillis(700);
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final List<String> PROPERTIES = List.of(
            "aws.accessKeyId", "aws.secretAccessKey", "aws.ec2MetadataServiceEndpoint", "aws.disableEc2Metadata");

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void failsAtOnceWhereNobodyListens() {
        URI nobody = address();
        server.stop(0);

        assertThatThrownBy(() -> open(nobody).put(request())).isInstanceOf(SdkException.class);
    }

    @Test
    void givesUpOnOneThatDoesNotAnswer() {
        answerWith(exchange -> awaitTheEnd());

        assertThatThrownBy(() -> open(address()).put(request())).isInstanceOf(SdkException.class);
    }

    @Test
    void triesAgainWhereItIsThrottledAndGivesUp() {
        answerWith(exchange -> answer(exchange, 503, ""));

        assertThatThrownBy(
                        () -> CloudWatchPort.open(settings(address()), PATIENT).put(request()))
                .isInstanceOf(SdkException.class);
        assertThat(asked).hasValueBetween(2, 10);
    }

    @Test
    void doesNotTryAgainWhereItIsDenied() {
        answerWith(exchange -> answer(exchange, 403, ""));

        assertThatThrownBy(
                        () -> CloudWatchPort.open(settings(address()), PATIENT).put(request()))
                .isInstanceOfSatisfying(CloudWatchException.class, denied -> assertThat(denied.statusCode())
                        .isEqualTo(403));
        assertThat(asked).hasValue(1);
    }

    @Test
    void holdsUpNobodyWhoMeasuresWhileItDoesNotAnswer() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        answerWith(exchange -> {
            arrived.countDown();
            awaitTheEnd();
        });
        CloudWatchPublisher publisher = new CloudWatchPublisher(
                () -> CloudWatchPort.open(settings(address()), PATIENT), "Boxoffice", List::of, Clock.systemUTC());
        CompositeMeterRegistry registries = new CompositeMeterRegistry();
        registries.add(publisher.registry());
        Meters meters = new Meters(registries);
        CountDownLatch sent = new CountDownLatch(1);
        threads.execute(() -> {
            publisher.send(Instant.now());
            sent.countDown();
        });
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

        for (int claim = 0; claim < 100_000; claim++) {
            meters.counter(Catalogue.CLAIMS, "granted").increment();
            meters.timer(Catalogue.CLAIM_TIME).record(Duration.ofNanos(claim));
        }

        assertThat(sent.getCount()).as("all was measured while it still waits").isEqualTo(1);
        over.countDown();
        assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void asksTheMetadataForTheGroupWithASessionToken() {
        server.createContext("/latest/api/token", exchange -> {
            asked.incrementAndGet();
            answer(exchange, exchange.getRequestMethod().equals("PUT") ? 200 : 405, "a-session");
        });
        server.createContext("/latest/meta-data/tags/instance/", exchange -> {
            boolean known = "a-session".equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"));
            answer(exchange, known ? 200 : 401, "the-group-of-this-instance");
        });
        System.setProperty("aws.ec2MetadataServiceEndpoint", address().toString());

        try (CloudWatchPort port =
                CloudWatchPort.open(new CloudWatchSettings("Boxoffice", null, "eu-west-1", address()), REQUEST_MAX)) {
            assertThat(port.group()).isEqualTo("the-group-of-this-instance");
        }
        assertThat(asked).hasPositiveValue();
    }

    private CloudWatchPort open(URI endpoint) {
        return CloudWatchPort.open(settings(endpoint), REQUEST_MAX);
    }

    private static CloudWatchSettings settings(URI endpoint) {
        return new CloudWatchSettings("Boxoffice", "group", "eu-west-1", endpoint);
    }

    private static PutMetricDataRequest request() {
        return PutMetricDataRequest.builder()
                .namespace("Boxoffice")
                .metricData(MetricDatum.builder()
                        .metricName("ClaimsGranted")
                        .value(1.0)
                        .build())
                .build();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answerWith(HttpHandler handler) {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private void awaitTheEnd() {
        try {
            if (!over.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("x-aws-ec2-metadata-token-ttl-seconds", "21600");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
