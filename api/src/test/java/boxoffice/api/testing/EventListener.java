package boxoffice.api.testing;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events, with the JDK's own HTTP. */
public final class EventListener {

    /** An event, and when it came. */
    public record Event(Instant at, String name, JsonObject data) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<HttpResponse<Void>> answer;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile String retry = "";
    private String name = "";

    private EventListener(URI address) {
        answer = HTTP.sendAsync(
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.fromLineSubscriber(new Lines()));
    }

    public static EventListener to(URI base, String openingId) {
        return new EventListener(base.resolve("/api/openings/" + openingId + "/stream"));
    }

    public List<Event> events() {
        return events;
    }

    /** Of this name. */
    public List<Event> events(String wanted) {
        return events.stream().filter(event -> event.name().equals(wanted)).toList();
    }

    public String retry() {
        return retry;
    }

    /** Whether the server ended it. */
    public boolean hasEnded() {
        return answer.isDone();
    }

    public void close() {
        Flow.Subscription running = subscription;
        if (running != null) {
            running.cancel();
        }
    }

    private final class Lines implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                events.add(new Event(Instant.now(), name, new JsonObject(line.substring(6))));
            } else if (line.startsWith("retry: ")) {
                retry = line.substring(7);
            }
        }

        @Override
        public void onError(Throwable failure) {
            subscription = null;
        }

        @Override
        public void onComplete() {
            subscription = null;
        }
    }
}
