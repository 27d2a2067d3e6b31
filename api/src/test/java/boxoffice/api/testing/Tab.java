package boxoffice.api.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One tab of a {@link Browser}. Used by one thread. */
public final class Tab {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonObject>> asked;
    private final List<String> complaints;
    private final Map<String, CompletableFuture<JsonObject>> expected;
    private final AtomicInteger ids = new AtomicInteger();

    private Tab(WebSocket socket, Answers answers) {
        this.socket = socket;
        this.asked = answers.asked;
        this.complaints = answers.complaints;
        this.expected = answers.expected;
    }

    static Tab open(HttpClient http, URI address, int width, int height) {
        Answers answers = new Answers();
        WebSocket socket =
                http.newWebSocketBuilder().buildAsync(address, answers).join();
        Tab tab = new Tab(socket, answers);
        tab.send("Page.enable", new JsonObject());
        tab.send("Runtime.enable", new JsonObject());
        tab.send("Log.enable", new JsonObject());
        tab.send(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 600));
        return tab;
    }

    @CanIgnoreReturnValue
    public Tab go(URI address) {
        send("Page.navigate", new JsonObject().put("url", address.toString()));
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
        return this;
    }

    /** Shows it: a page that nobody looks at does not ask the server. */
    @CanIgnoreReturnValue
    public Tab front() {
        send("Page.bringToFront", new JsonObject());
        return this;
    }

    void close() {
        send("Page.close", new JsonObject());
    }

    /** The value of an expression, or of the promise that it is. */
    public @Nullable Object value(String script) {
        JsonObject answer = send(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("userGesture", true)
                        .put("returnByValue", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(
                    script + ": " + answer.getJsonObject("exceptionDetails").encode());
        }
        return answer.getJsonObject("result").getValue("value");
    }

    public String text(String selector) {
        return String.valueOf(value("document.querySelector('" + selector + "').textContent.trim()"));
    }

    /** Asks again when the page it asked went away for the next one. */
    public void until(String script) {
        Poll.until(script, SOON, () -> {
            try {
                return Boolean.TRUE.equals(value("Boolean(" + script + ")"));
            } catch (Unanswered gone) {
                return false;
            }
        });
    }

    public void type(String selector, String words) {
        Object typed = value("(() => { const field = document.querySelector('" + selector + "'); field.value = '"
                + words + "'; return field.value; })()");
        if (!words.equals(typed)) {
            throw new AssertionError(selector + " took " + typed);
        }
    }

    /** As a finger would: fails where there is nothing to press, or it is hidden. */
    public void press(String selector) {
        until("(thing => thing?.offsetParent && (thing.click(), true))(document.querySelector('" + selector + "'))");
    }

    public void offline(boolean isOffline) {
        send("Network.enable", new JsonObject());
        send(
                "Network.emulateNetworkConditions",
                new JsonObject()
                        .put("offline", isOffline)
                        .put("latency", 0)
                        .put("downloadThroughput", -1)
                        .put("uploadThroughput", -1));
    }

    /** Runs it in every page from now on, before the page's own scripts. */
    public void beforeEachPage(String script) {
        send("Page.addScriptToEvaluateOnNewDocument", new JsonObject().put("source", script));
    }

    /** The phone's own clock is wrong by so much, for every page from now on. */
    public void wrongClock(Duration ahead) {
        beforeEachPage("{ const Real = Date; const wrong = () => Real.now() + " + ahead.toMillis() + ";"
                + "globalThis.Date = class extends Real {"
                + "  constructor(...given) { if (given.length) super(...given); else super(wrong()); }"
                + "  static now() { return wrong(); } }; }");
    }

    /** As one who has never been here. */
    public void withoutCache() {
        send("Network.enable", new JsonObject());
        send("Network.setCacheDisabled", new JsonObject().put("cacheDisabled", true));
    }

    /** So many times slower than this machine. */
    public void slowProcessor(int times) {
        send("Emulation.setCPUThrottlingRate", new JsonObject().put("rate", times));
    }

    /** Asleep nothing of the page runs, as a phone does with what nobody looks at. */
    public void asleep(boolean isAsleep) {
        send("Page.setWebLifecycleState", new JsonObject().put("state", isAsleep ? "frozen" : "active"));
    }

    /** The server gets the request that this makes, and answers it; the answer never arrives. */
    public void losesTheAnswer(String path, Runnable request) {
        CompletableFuture<JsonObject> answered = new CompletableFuture<>();
        expected.put("Fetch.requestPaused", answered);
        send(
                "Fetch.enable",
                new JsonObject()
                        .put(
                                "patterns",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("urlPattern", path)
                                                .put("requestStage", "Response"))));
        request.run();
        JsonObject lost = answered.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        send(
                "Fetch.failRequest",
                new JsonObject().put("requestId", lost.getString("requestId")).put("errorReason", "ConnectionReset"));
        send("Fetch.disable", new JsonObject());
    }

    /** The whole page as a picture. */
    public void picture(Path file) {
        JsonObject picture = send(
                "Page.captureScreenshot", new JsonObject().put("format", "png").put("captureBeyondViewport", true));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(picture.getString("data")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the browser did not like: errors of scripts, refused by the policy, not found. */
    public List<String> complaints() {
        return complaints;
    }

    @CanIgnoreReturnValue
    private JsonObject send(String method, JsonObject parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        WebSocket sent = socket.sendText(
                        new JsonObject()
                                .put("id", id)
                                .put("method", method)
                                .put("params", parameters)
                                .encode(),
                        true)
                .join();
        assert sent == socket;
        JsonObject answered =
                answer.orTimeout(SOON.toSeconds() * 2, TimeUnit.SECONDS).join();
        if (answered.containsKey("error")) {
            throw new Unanswered(method + " " + parameters.encode() + ": "
                    + answered.getJsonObject("error").encode());
        }
        return answered.getJsonObject("result");
    }

    /** The browser could not evaluate it: mostly since the page was leaving for another. */
    private static final class Unanswered extends AssertionError {

        private static final long serialVersionUID = 1L;

        Unanswered(String message) {
            super(message);
        }
    }

    private static final class Answers implements WebSocket.Listener {

        final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
        final List<String> complaints = new CopyOnWriteArrayList<>();
        final Map<String, CompletableFuture<JsonObject>> expected = new ConcurrentHashMap<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(new JsonObject(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(JsonObject message) {
            Integer id = message.getInteger("id");
            CompletableFuture<JsonObject> answer = id == null ? null : asked.remove(id);
            CompletableFuture<JsonObject> event = id == null ? expected.remove(message.getString("method")) : null;
            if (answer != null) {
                answer.complete(message);
            } else if (event != null) {
                event.complete(message.getJsonObject("params"));
            } else if ("Runtime.exceptionThrown".equals(message.getString("method"))
                    || ("Log.entryAdded".equals(message.getString("method"))
                            && "error"
                                    .equals(message.getJsonObject("params")
                                            .getJsonObject("entry")
                                            .getString("level")))) {
                complaints.add(message.encode());
            }
        }
    }
}
