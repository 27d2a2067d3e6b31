package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Claims that want a challenge, beside somebody who answers in Cloudflare's place. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ChallengeIT {

    private static final AtomicInteger ASKED = new AtomicInteger();
    private static final CountDownLatch OVER = new CountDownLatch(1);

    private static HttpServer cloudflare;
    private static ExecutorService threads;
    private static ServiceProcess service;
    private static String opening;

    @BeforeAll
    static void startAServiceThatWantsAChallenge() throws IOException {
        cloudflare = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        cloudflare.setExecutor(threads);
        cloudflare.createContext("/siteverify", ChallengeIT::verify);
        cloudflare.start();
        Map<String, String> settings = new HashMap<>(ServiceProcess.testDatabase());
        settings.put("BOXOFFICE_CHALLENGE_SECRET", "s3cret");
        settings.put(
                "BOXOFFICE_CHALLENGE_URI",
                "http://localhost:" + cloudflare.getAddress().getPort() + "/siteverify");
        service = ServiceProcess.start(settings);
        opening = Api.at(service.address())
                .as("operator", "admin")
                .open(Map.of("a", 10))
                .getString("id");
    }

    @AfterAll
    static void stopAll() {
        OVER.countDown();
        service.close();
        cloudflare.stop(0);
        threads.shutdown();
    }

    @Test
    void whoHasPassedGetsATicketAndMaySendTheSameAgain() {
        int before = ASKED.get();

        assertThat(claim("passes", "good-1").status()).isEqualTo(201);
        assertThat(claim("passes", "good-1").status()).isEqualTo(200);
        assertThat(ASKED.get() - before).as("Turnstile takes a token once").isEqualTo(1);
    }

    @Test
    void whoHasNotPassedIsTold() {
        for (Reply refused : new Reply[] {
            claim("fails", "bad"),
            Api.at(service.address()).as("fails").claim(opening),
            claim("borrows", "used-by-another")
        }) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("challenge-needed");
        }
    }

    @Test
    void whereTurnstileIsOfNoUseNothingIsDecidedAndTheMemberIsToldSoon() {
        for (String trouble : new String[] {"broken", "silent", "odd"}) {
            Reply later = claim("waits", trouble);
            assertThat(later.status()).as(trouble).isEqualTo(503);
            assertThat(later.header("retry-after")).isEqualTo("2");
        }
        assertThat(service.output()).doesNotContain("s3cret");
    }

    private static Reply claim(String member, String token) {
        return Api.at(service.address())
                .as(member)
                .post("/api/openings/" + opening + "/tickets", new JsonObject().put("challenge", token));
    }

    private static void verify(HttpExchange exchange) throws IOException {
        ASKED.incrementAndGet();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = form.replaceFirst("^secret=s3cret&response=", "");
        if (token.equals("silent")) {
            await();
        }
        byte[] answer = (token.equals("odd") ? "<html>" : "{\"success\":" + token.startsWith("good") + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(token.equals("broken") ? 502 : 200, answer.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer);
        }
    }

    private static void await() {
        try {
            assertThat(OVER.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
