package boxoffice.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before the local AWS and, when told to, denies, throttles or does not answer as AWS would. */
public final class FaultyAws implements AutoCloseable {

    /** What it does with requests. */
    public enum Mood {
        HELPFUL,
        DENYING,
        THROTTLING,
        GONE
    }

    private static final Set<String> HOP_BY_HOP = Set.of("connection", "content-length", "host", "expect", "upgrade");

    private static final Pattern ASKED = Pattern.compile("(?:^|&)Action=(\\w+)");
    private static final Pattern NAMED = Pattern.compile("ScheduledActionName\"?[=:]\\s*\"?([\\w-]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.HELPFUL;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final URI real;
    private final HttpServer server;

    public FaultyAws(URI real) {
        this.real = real;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void becomes(Mood next) {
        mood = next;
    }

    /**
     * What was put and deleted there in this order, such as {@code AnyScaleFrontendService.PutScheduledAction pin-1}.
     */
    public List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean json = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                .contains("json");
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.incrementAndGet();
        switch (mood) {
            case HELPFUL -> {
                note(exchange.getRequestHeaders().getFirst("X-Amz-Target"), new String(body, StandardCharsets.UTF_8));
                forward(exchange, body);
            }
            case DENYING -> refuse(exchange, json, 403, json ? "AccessDeniedException" : "AccessDenied");
            case THROTTLING -> refuse(exchange, json, 400, json ? "ThrottlingException" : "Throttling");
            case GONE -> exchange.close();
        }
    }

    private void note(@Nullable String target, String body) {
        Matcher asked = ASKED.matcher(body);
        String action = target != null ? target : asked.find() ? "AutoScaling." + asked.group(1) : "";
        Matcher named = NAMED.matcher(body);
        if (!action.contains(".Describe") && named.find()) {
            done.add(action + " " + named.group(1));
        }
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(real.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    /** As AWS does, with another id for each request. */
    private void refuse(HttpExchange exchange, boolean json, int status, String code) throws IOException {
        String body = json
                ? "{\"__type\":\"" + code + "\",\"message\":\"of a test\"}"
                : "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>of a test</Message></Error><RequestId>" + requests
                        + "</RequestId></ErrorResponse>";
        exchange.getResponseHeaders().set("x-amzn-RequestId", String.valueOf(requests));
        exchange.getResponseHeaders().set("Content-Type", json ? "application/x-amz-json-1.1" : "text/xml");
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
