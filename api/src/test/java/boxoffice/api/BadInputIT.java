package boxoffice.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.IdentityProvider;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever is sent: a problem document or a closed connection, and the service goes on. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class BadInputIT {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration REQUEST_MAX = Duration.ofSeconds(10);
    private static final AtomicInteger MEMBERS = new AtomicInteger();

    private static ServiceProcess service;
    private static Api anybody;
    private static Api operator;
    private static String openingId;

    private Api member;

    @BeforeAll
    static void startTheService() {
        service = ServiceProcess.shared();
        anybody = Api.at(service.address());
        operator = anybody.as("operator", "admin");
        openingId = operator.open(Map.of("Screen 1", 1_000)).getString("id");
    }

    /** Each test's own, so that none meets the limit of another's requests. */
    @BeforeEach
    void beSomebodyElse() {
        member = anybody.as("bad-input-" + MEMBERS.incrementAndGet());
    }

    @Test
    void anUnknownPathIsNotFound() {
        for (String path :
                List.of("/nothing", "/api", "/api/openings/1/2", "/api/openings/1/tickets/2", "/page.css/x")) {
            assertThatItIsAProblem(member.get(path), 404, "not-found");
        }
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreAllowed() {
        Map<String, Set<String>> methods = Map.ofEntries(
                entry("/", Set.of("GET", "HEAD")),
                entry("/api/ticket-keys", Set.of("GET", "HEAD")),
                entry("/api/openings", Set.of("GET", "HEAD")),
                entry("/api/openings/" + openingId, Set.of("GET", "HEAD")),
                entry("/api/openings/" + openingId + "/tickets", Set.of("POST")),
                entry("/api/openings/" + openingId + "/report", Set.of("GET", "HEAD")),
                entry("/api/tickets", Set.of("GET", "HEAD")),
                entry("/api/tickets/1-0", Set.of("GET", "HEAD", "DELETE")),
                entry("/api/admin/openings", Set.of("GET", "HEAD", "POST")),
                entry("/api/admin/openings/1", Set.of("GET", "HEAD", "PUT", "DELETE")),
                entry("/openapi.yaml", Set.of("GET", "HEAD")),
                entry("/api/subscription", Set.of("GET", "HEAD", "PUT", "DELETE")),
                entry("/api/admin/openings/1/postpone", Set.of("POST")));

        methods.forEach((path, allowed) -> {
            for (String method : List.of("PATCH", "OPTIONS", "PUT", "POST", "DELETE", "GET", "TRACE", "ODD")) {
                if (!allowed.contains(method)) {
                    Reply reply = member.send(method, path, "");
                    assertThatItIsAProblem(reply, 405, "method-not-allowed");
                    assertThat(reply.header("allow").split(", ")).containsExactlyInAnyOrderElementsOf(allowed);
                }
            }
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String large = "{\"quotaId\":\"" + "x".repeat(900_000) + "\"}";

        assertThatItIsAProblem(member.send("POST", claimPath(), large), 413, "body-too-large");
        assertThatItIsAProblem(operator.send("POST", "/api/admin/openings", large), 413, "body-too-large");
    }

    @Test
    void aBodyThatIsNotJsonIsRefusedWithThePlace() {
        Reply reply = member.send("POST", claimPath(), "{\"quotaId\":\n  oops}");

        assertThatItIsAProblem(reply, 400, "bad-request");
        assertThat(reply.json().getString("detail")).contains("not JSON").contains("line 2");
        for (String body : List.of("{", "quotaId=1", "<claim/>", "{}}", "{} {}", "{'quotaId':'1'}", "\u0000", "NaN")) {
            assertThatItIsAProblem(member.send("POST", claimPath(), body), 400, "bad-request");
        }
    }

    @Test
    void aBodyAgainstTheSchemaIsRefusedWithAllThatIsWrongAndWhere() {
        JsonObject body = new JsonObject()
                .put("title", 7)
                .put("movie", "x")
                .put("opensAt", "tomorrow")
                .put(
                        "quotas",
                        new JsonArray().add(new JsonObject().put("name", "a").put("size", "many")))
                .put("colour", "red");

        Reply reply = operator.post("/api/admin/openings", body);

        assertThatItIsAProblem(reply, 400, "bad-request");
        assertThat(pointers(reply)).contains("/title", "/quotas/0/size", "/colour", "");
        assertThat(reply.json().getJsonArray("errors").encode()).contains("closesAt");
    }

    @Test
    void aBodyThatTheSchemaAllowsAndTheRuleDoesNotIsRefusedWithThePlace() {
        Instant now = Instant.now();
        JsonObject backwards = Api.opening(Map.of("a", 0), now, now.minusSeconds(1))
                .put("announcesAt", now.plusSeconds(5).toString())
                .put("title", " ");

        Reply reply = operator.post("/api/admin/openings", backwards);

        assertThatItIsAProblem(reply, 400, "bad-request");
        assertThat(pointers(reply)).containsExactlyInAnyOrder("/title", "/announcesAt", "/closesAt", "/quotas/0/size");
    }

    @Test
    void aMissingBodyIsRefusedWhereOneIsNeeded() {
        assertThatItIsAProblem(operator.send("POST", "/api/admin/openings", ""), 400, "bad-request");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        for (String type : List.of(
                "text/plain",
                "application/xml",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "jason",
                "*/*")) {
            Api sender = member.withHeader("Content-Type", type);
            assertThatItIsAProblem(sender.send("POST", claimPath(), "{}"), 415, "unsupported-media-type");
        }
    }

    @Test
    void withoutAGoodTokenNobodyIsLetIn() {
        IdentityProvider provider = IdentityProvider.shared();
        Instant later = Instant.now().plusSeconds(600);
        Map<String, Api> callers = Map.ofEntries(
                Map.entry("no token", anybody),
                Map.entry("another scheme", anybody.withHeader("Authorization", "Basic bTpt")),
                Map.entry("an empty one", anybody.withHeader("Authorization", "Bearer")),
                Map.entry("garbage", anybody.with("garbage")),
                Map.entry("three parts of garbage", anybody.with("a.b.c")),
                Map.entry("expired", anybody.with(provider.expiredToken("m"))),
                Map.entry("signed by a stranger", anybody.with(provider.tokenSignedByAStranger("m"))),
                Map.entry("algorithm none", anybody.with(provider.unsignedToken("m", "admin"))),
                Map.entry("without an end", anybody.with(provider.tokenWith(new JsonObject().put("sub", "m")))),
                Map.entry(
                        "without a subject",
                        anybody.with(provider.tokenWith(new JsonObject().put("exp", later.getEpochSecond())))),
                Map.entry(
                        "with an odd subject",
                        anybody.with(provider.tokenWith(
                                IdentityProvider.claims("m", later).put("sub", new JsonObject())))),
                Map.entry(
                        "with a subject that is too long",
                        anybody.with(provider.tokenWith(IdentityProvider.claims("m".repeat(300), later)))),
                Map.entry(
                        "with a control character in the subject",
                        anybody.with(provider.tokenWith(IdentityProvider.claims("m\u0000", later)))),
                Map.entry("of 6 KiB", anybody.with("x".repeat(6_000))));

        callers.forEach((what, caller) -> {
            for (Reply reply : List.of(
                    caller.get("/api/tickets"), caller.claim(openingId), caller.delete("/api/admin/openings/1"))) {
                assertThatItIsAProblem(reply, 401, "unauthorized");
                assertThat(reply.header("www-authenticate")).as(what).startsWith("Bearer");
            }
        });
    }

    @Test
    void withoutTheRoleNobodyIsAnOperator() {
        Api staff = anybody.as("staff", "staff", "Admin", "administrator");

        for (Reply reply : List.of(
                member.send("POST", "/api/admin/openings", "{}"),
                member.delete("/api/admin/openings/" + openingId),
                staff.send("PUT", "/api/admin/openings/" + openingId, "{}"))) {
            assertThatItIsAProblem(reply, 403, "forbidden");
        }
    }

    @Test
    void idsOfOddShapesNameNothing() {
        List<String> odd = List.of(
                "0",
                "-1",
                "+1",
                "01",
                "1.0",
                "1e3",
                "x",
                "9223372036854775807",
                "99999999999999999999",
                "1%20",
                "%00",
                "%F0%9F%8E%AC",
                "1'%20OR%20'1'='1",
                "..%2F..%2Fetc%2Fpasswd",
                "1;drop",
                "null",
                "a".repeat(1_000),
                openingId + "-",
                "-" + openingId,
                openingId + "-" + "0".repeat(32));

        odd.forEach(id -> {
            assertThatItIsAProblem(anybody.get("/api/openings/" + id), 404, "not-found");
            assertThatItIsAProblem(member.send("POST", "/api/openings/" + id + "/tickets", "{}"), 404, "not-found");
            assertThatItIsAProblem(member.get("/api/tickets/" + id), 404, "not-found");
            assertThatItIsAProblem(member.delete("/api/tickets/" + id), 404, "not-found");
            assertThatItIsAProblem(operator.delete("/api/admin/openings/" + id + "x"), 404, "not-found");
        });
        assertThatTheServiceGoesOn();
    }

    @Test
    void quotasOfOddShapesNameNothing() {
        for (String quota : List.of("0", "-1", "x", "9223372036854775807", "1 OR 1=1", "\u0000", "\uD83C\uDFAC")) {
            Reply reply = member.claim(openingId, quota);
            assertThatItIsAProblem(reply, 400, "bad-request");
            assertThat(pointers(reply)).containsExactly("/quotaId");
        }
    }

    @TestFactory
    Stream<DynamicTest> oddRequests() {
        String head = "POST " + claimPath() + " HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/json\r\n"
                + authorization();
        String get = "GET /api/openings HTTP/1.1\r\nHost: localhost\r\n";
        String end = "\r\n";
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(odd("a malformed request line", "HELLO\r\n\r\n", 400));
        tests.add(odd("a request line of one word", "GET\r\n\r\n", 400));
        tests.add(odd("a request line with too much", "GET / a b HTTP/1.1\r\n\r\n", 400));
        tests.add(odd("an unknown version", "GET /api/openings HTTP/9.9\r\nHost: x\r\n\r\n", 400, 501, 505));
        tests.add(odd("HTTP/2 on a plain connection", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 501, 505));
        tests.add(odd("a header without a colon", get + "Oops\r\n\r\n", 400));
        tests.add(odd("a header without a name", get + ": oops\r\n\r\n", 200, 400));
        tests.add(odd("a blank before the colon", get + "Content-Length : 5\r\n\r\n12345", 400));
        tests.add(odd("a header with a null byte", get + "X-Odd: a\0b\r\n\r\n", 400));
        tests.add(odd("a folded header", get + "X-Odd: a\r\n b\r\n\r\n", 200, 400));
        tests.add(odd("a huge header", get + "X-Odd: " + "x".repeat(100_000) + "\r\n\r\n", 431));
        tests.add(odd("very many headers", get + "X-Odd: x\r\n".repeat(20_000) + end, 431));
        tests.add(odd("a huge URI", "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", 414));
        tests.add(odd("a missing host", "GET /api/openings HTTP/1.1\r\n\r\n", 200, 400));
        tests.add(odd("two hosts", "GET /nothing HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, 404));
        tests.add(odd("a negative length", head + "Content-Length: -1\r\n\r\n{}", 400));
        tests.add(odd("a length that is no number", head + "Content-Length: two\r\n\r\n{}", 400));
        tests.add(odd("two lengths", head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x", 400));
        tests.add(
                odd("a length beyond all numbers", head + "Content-Length: 99999999999999999999\r\n\r\n{}", 400, 413));
        tests.add(odd("a length that promises too much", head + "Content-Length: 9999999999\r\n\r\n{}", 413));
        tests.add(odd(
                "a length and chunks",
                head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                400));
        tests.add(odd("an unknown transfer encoding", head + "Transfer-Encoding: cow\r\n\r\n{}", 400, 501));
        tests.add(odd("a chunk without a size", head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", 400));
        tests.add(odd(
                "a chunk of a negative size", head + "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n", 400));
        tests.add(odd(
                "chunks in HTTP/1.0", head.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400));
        tests.add(odd("a huge body", head + "Content-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000), 413));
        tests.add(odd(
                "a huge body in chunks",
                head + "Transfer-Encoding: chunked\r\n\r\n" + ("1000\r\n" + "x".repeat(0x1000) + "\r\n").repeat(500)
                        + "0\r\n\r\n",
                413));
        tests.add(odd(
                "a huge body where none is wanted",
                get + "Content-Length: 200000\r\n\r\n" + "x".repeat(200_000),
                200,
                400,
                413));
        tests.add(odd("deep nesting", body(head, "[".repeat(60_000)), 400));
        tests.add(odd("deep nesting of objects", body(head, "{\"a\":".repeat(12_000)), 400));
        tests.add(odd("deeper nesting than is taken", body(head, "[".repeat(100_000)), 413));
        tests.add(odd("a key twice", body(head, "{\"quotaId\":\"x\",\"quotaId\":\"y\"}"), 400));
        tests.add(odd("a number beyond all numbers", body(head, "{\"quotaId\":1e999}"), 400));
        tests.add(odd("a number with very many digits", body(head, "{\"quotaId\":" + "9".repeat(50_000) + "}"), 400));
        tests.add(odd("overlong UTF-8 in the body", body(head, "{\"quotaId\":\"\u00C0\u00AF\"}"), 400));
        tests.add(odd("half a character in the body", body(head, "{\"quotaId\":\"\u00E2\u0082\"}"), 400));
        tests.add(odd("a lone surrogate in the body", body(head, "{\"quotaId\":\"\\ud800\"}"), 400));
        tests.add(odd("null bytes in the body", body(head, "\0\0\0\0"), 400));
        tests.add(odd("UTF-16 in the body", body(head, "\u00FE\u00FF\0{\0}"), 200, 201, 400));
        tests.add(odd("null bytes", "G\0\0\0\0\0\0\0\r\n\r\n", 400));
        tests.add(odd("a TLS handshake", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003\r\n\r\n", 400));
        tests.add(odd("a null byte in the path", "GET /api/openings/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("a bare null byte in the path", "GET /api/ope\0nings HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("overlong UTF-8 in the path", "GET /api/openings/%C0%AF HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("invalid UTF-8 in the path", "GET /api/openings/%FF%FE HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("raw bytes in the path", "GET /api/openings/\u00C0\u00AF HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("a broken escape in the path", "GET /api/openings/%zz HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("half an escape in the path", "GET /api/openings/% HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("a way up", "GET /../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("an encoded way up", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd(
                "a way up from the page", "GET /page.js/../../openapi.yaml.bak HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("a path without a slash", "GET api HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("an asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404, 405));
        tests.add(odd("a proxy's request", "GET http://other/nothing HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404));
        tests.add(odd("a tunnel", "CONNECT other:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400, 404, 405));
        tests.add(odd(
                "an upgrade",
                get.replace("/api/openings", "/nothing") + "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n",
                404));
        return tests.stream();
    }

    @Test
    void halfARequestAndAGoodbyeHarmsNobody() {
        for (String half : List.of(
                "POS",
                "POST " + claimPath() + " HTTP/1.1\r\nHost: x\r\nContent-",
                "POST " + claimPath() + " HTTP/1.1\r\nHost: x\r\n" + authorization() + "Content-Length: 50\r\n\r\n{",
                "POST " + claimPath() + " HTTP/1.1\r\nHost: x\r\n" + authorization()
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{")) {
            for (int i = 0; i < 50; i++) {
                try (RawConnection connection = RawConnection.to(service)) {
                    connection.send(half);
                    if (i % 2 == 0) {
                        connection.endOutput();
                        assertThatItIsAProblemOrNothing(connection.reply(ANSWER_MAX), 400);
                    }
                }
            }
        }

        assertThatTheServiceGoesOn();
    }

    @Test
    void aHeadThatGoesSilentAndABodyThatDripsHoldUpNobodyElse() {
        String head = "POST " + claimPath() + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
        try (RawConnection silentHead = RawConnection.to(service);
                RawConnection silentBody = RawConnection.to(service);
                RawConnection drippingBody = RawConnection.to(service)) {
            silentHead.send(head);
            silentBody.send(head + authorization() + "Content-Length: 1000\r\n\r\n{");
            drippingBody.send(head + authorization() + "Content-Length: 1000\r\n\r\n{");

            long deadline = System.nanoTime() + REQUEST_MAX.plusSeconds(3).toNanos();
            while (!Poll.comes(Duration.ofMillis(500), drippingBody::hasInput) && System.nanoTime() - deadline < 0) {
                drippingBody.send(" ");
                assertThatTheServiceGoesOn();
            }

            assertThatItIsAProblemOrNothing(drippingBody.reply(ANSWER_MAX), 408, 503);
            assertThatItIsAProblemOrNothing(silentBody.reply(ANSWER_MAX), 408, 503);
            assertThat(silentHead.hasInput()).isFalse();
        }
    }

    @Test
    void fiveHundredIdleConnectionsHoldUpNobody() {
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                RawConnection connection = RawConnection.to(service);
                idle.add(connection);
                if (i % 2 == 0) {
                    connection.send("G");
                }
            }

            assertThatTheServiceGoesOn();
        } finally {
            idle.forEach(RawConnection::close);
        }
        assertThatTheServiceGoesOn();
    }

    @Test
    void nothingOfItIsLoggedAsAFaultOfOurs() {
        assertThat(service.output()).doesNotContain("a request failed", "Unhandled exception", "OutOfMemory");
    }

    private static DynamicTest odd(String what, String bytes, int... statuses) {
        return dynamicTest(what, () -> {
            try (RawConnection connection = RawConnection.to(service)) {
                connection.send(bytes);
                assertThatItIsAProblemOrNothing(connection.reply(ANSWER_MAX), statuses);
            }
            assertThatTheServiceGoesOn();
        });
    }

    private static String body(String head, String body) {
        return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String authorization() {
        return "Authorization: Bearer " + IdentityProvider.shared().token("bad-input") + "\r\n";
    }

    private static String claimPath() {
        return "/api/openings/" + openingId + "/tickets";
    }

    private static List<String> pointers(Reply reply) {
        return reply.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }

    private static void assertThatTheServiceGoesOn() {
        Reply claimed = anybody.as("well-behaved-" + MEMBERS.incrementAndGet()).claim(openingId);
        assertThat(claimed.status()).as("a normal claim: %s", claimed).isEqualTo(201);
    }

    private static void assertThatItIsAProblemOrNothing(Optional<Reply> reply, int... statuses) {
        reply.ifPresent(answer -> {
            assertThat(statuses).as("the statuses that would do for %s", answer).contains(answer.status());
            boolean ofVertxItself = answer.status() == 501 && answer.body().isEmpty(); // an unknown version of HTTP
            if (answer.status() >= 400 && !ofVertxItself) {
                assertThatItIsAProblem(answer);
            }
        });
    }

    private static void assertThatItIsAProblem(Reply reply, int status, String name) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThatItIsAProblem(reply);
        assertThat(reply.problem()).isEqualTo(name);
    }

    private static void assertThatItIsAProblem(Reply reply) {
        assertThat(reply.header("content-type")).as("%s", reply).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("type")).startsWith("/problems/");
        assertThat(reply.json().getString("title")).isNotBlank();
        assertThat(reply.json().getInteger("status")).isEqualTo(reply.status());
        assertThat(reply.json().getString("detail")).isNotBlank();
        assertThat(reply.body())
                .doesNotContainIgnoringCase(
                        "<html", "exception", "java.", "io.vertx", "\tat ", "select ", "sql", "null");
    }
}
