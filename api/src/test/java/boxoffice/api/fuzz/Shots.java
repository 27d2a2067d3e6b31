package boxoffice.api.fuzz;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes up what is sent next. Confined to one worker. */
final class Shots {

    private static final List<String> PAGES =
            List.of("/", "/desk", "/door", "/page.js", "/page.css", "/icon.svg", "/favicon.ico", "/nothing");
    private static final List<String> METHODS = List.of(
            "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "X");
    private static final List<String> ODD_HEADERS = List.of(
            "Accept: text/html",
            "Accept: */*;q=0",
            "Accept-Encoding: gzip, br",
            "If-None-Match: *",
            "If-None-Match: \"a\", W/\"b\", \"",
            "If-Modified-Since: yesterday",
            "Range: bytes=0-1,5-",
            "Cookie: a=b; a=c",
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST",
            "Connection: keep-alive, X-Odd",
            "Upgrade: h2c",
            "Upgrade: websocket",
            "HTTP2-Settings: AAMAAABkAAQAAP__",
            "X-Forwarded-For: 1.2.3.4, 5.6.7.8, \"",
            "X-Forwarded-Host: evil.example",
            "X-HTTP-Method-Override: DELETE",
            "X-Original-URL: /api/admin/openings",
            "Content-Encoding: gzip",
            "Content-Language: \u00e4\u00ff",
            "Expect: 100-continue",
            "Expect: the-unexpected",
            "Trailer: Authorization",
            "TE: trailers",
            "Max-Forwards: 0",
            "Date: never");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=utf-16",
            "APPLICATION/JSON",
            "application/problem+json",
            "text/plain",
            "text/html",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application",
            ";",
            "*/*");

    /** What can only be done before an opening. */
    private static final Set<String> MOVING = Set.of("postponeOpening", "replaceOpening");

    private final Dice dice;
    private final List<Operation> operations;
    private final Tokens tokens;
    private final Known known;
    private final Bodies bodies;
    private final BrokenHttp broken;

    Shots(Dice dice, List<Operation> operations, Tokens tokens, Known known) {
        this.dice = dice;
        this.operations = operations;
        this.tokens = tokens;
        this.known = known;
        this.bodies = new Bodies(dice, known);
        this.broken = new BrokenHttp(dice);
    }

    Shot next() {
        return switch (dice.upTo(20)) {
            case 0, 1 -> brokenInSomeWay();
            case 2 -> page();
            case 3 -> pipelined();
            case 4, 5 -> astray();
            default -> ofContract(dice.one(operations), true);
        };
    }

    Shot at(Operation operation) {
        return ofContract(operation, true);
    }

    /** A request of the contract, with whatever may be in it. */
    private Shot ofContract(Operation operation, boolean odd) {
        Known.Opening opening =
                MOVING.contains(operation.id()) && !dice.oneIn(4) ? known.comingOpening(dice) : known.opening(dice);
        String path = path(operation, opening);
        String authorization = tokens.fitting(operation, dice);
        if (operation.path().contains("{ticketId}") && !dice.oneIn(4)) {
            Known.Held held = known.ticket(dice);
            path = operation.path().replace("{ticketId}", held.id());
            authorization = held.token().isEmpty() ? authorization : held.token();
        }
        boolean head = operation.method().equals("GET") && dice.oneIn(15);
        boolean onTarget = isOneSegmentEach(path, operation);
        return request(
                operation.id(),
                head ? "HEAD" : operation.method(),
                path + query(operation),
                authorization,
                operation.body() == null ? null : bodies.any(operation.body(), opening),
                onTarget ? operation : null,
                odd && dice.oneIn(3));
    }

    /** A path of the contract with another method, or one that is almost of the contract. */
    private Shot astray() {
        Operation operation = dice.one(operations);
        Known.Opening opening = known.opening(dice);
        String path = path(operation, opening);
        path = switch (dice.upTo(9)) {
            case 0 -> path + "/";
            case 1 -> path.replaceFirst("/", "//");
            case 2 -> path.replace("/api/", "/API/");
            case 3 -> path + "/" + escaped(OddValues.text(dice));
            case 4 -> path.replaceFirst("/", "/%2e/");
            case 5 -> "/x/.." + path;
            case 6 -> path + ";a=b";
            case 7 -> path.replaceFirst("api", "%61pi");
            default -> path;
        };
        byte[] body = dice.oneIn(2) ? bodies.any(new JsonObject(), opening) : null;
        return request("astray", dice.one(METHODS), path, tokens.fitting(operation, dice), body, null, dice.oneIn(3));
    }

    private Shot page() {
        return request("page", dice.of("GET", "HEAD", "POST"), dice.one(PAGES), "", null, null, dice.oneIn(3));
    }

    /** Several at once, none of which ends the connection. */
    private Shot pipelined() {
        Operation operation = dice.one(
                operations.stream().filter(each -> each.method().equals("GET")).toList());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 2 + dice.upTo(4);
        for (int i = 0; i < count; i++) {
            all.writeBytes(plain("GET", "/api/openings/" + known.opening(dice).id(), dice.one(tokens.members())));
        }
        return new Shot(
                "pipelined beside " + operation.id(), null, "", Buffer.buffer(all.toByteArray()), count, false, 0);
    }

    private Shot brokenInSomeWay() {
        Shot good = ofContract(dice.one(operations), false);
        while (good.head()) { // what becomes of it may be one or not: nobody knows whether a body follows
            good = ofContract(dice.one(operations), false);
        }
        byte[] bytes = broken.of(
                good.bytes().getBytes(),
                "/api/openings/" + known.opening(dice).id() + "/tickets",
                dice.one(tokens.members()));
        return new Shot("broken " + good.what(), null, "", Buffer.buffer(bytes), -1, false, pauses(bytes));
    }

    private Shot request(
            String what,
            String method,
            String target,
            String authorization,
            byte @Nullable [] body,
            @Nullable Operation operation,
            boolean odd) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        lines.add("Host: localhost");
        if (!authorization.isEmpty()) {
            lines.add("Authorization: " + authorization);
        }
        boolean mayBeDropped = method.equals("CONNECT");
        if (body != null) {
            lines.add("Content-Type: " + (dice.oneIn(8) ? dice.one(MEDIA_TYPES) : "application/json"));
        }
        if (odd) {
            lines.add(dice.one(ODD_HEADERS));
            if (dice.oneIn(6)) {
                lines.add("X-" + dice.upTo(10) + ": " + "x".repeat(dice.of(10, 3_000, 9_000)));
                mayBeDropped = true;
            }
        }
        boolean expects = lines.stream().anyMatch(line -> line.startsWith("Expect") || line.startsWith("Upgrade"));
        byte[] framed = new byte[0];
        if (body != null && dice.oneIn(4)) {
            lines.add("Transfer-Encoding: chunked");
            framed = chunked(body);
        } else if (body != null) {
            lines.add("Content-Length: " + body.length);
            framed = body;
        }
        byte[] bytes = joined(head(lines), framed);
        return new Shot(
                what + " " + method,
                operation,
                authorization,
                Buffer.buffer(bytes),
                mayBeDropped || expects || bytes.length > 60_000 ? -1 : 1,
                method.equals("HEAD"),
                pauses(bytes));
    }

    private static byte[] plain(String method, String target, String authorization) {
        return head(List.of(method + " " + target + " HTTP/1.1", "Host: localhost", "Authorization: " + authorization));
    }

    private int pauses(byte[] bytes) {
        return dice.oneIn(30) && bytes.length > 1 ? 1 + dice.upTo(bytes.length - 1) : 0;
    }

    private String path(Operation operation, Known.Opening opening) {
        String id =
                switch (dice.upTo(6)) {
                    case 0 -> escaped(OddValues.text(dice));
                    case 1 -> escaped(opening.id() + OddValues.text(dice));
                    default -> opening.id();
                };
        return operation.path().replaceFirst("\\{[^}]*}", id.replace("$", "%24"));
    }

    /** Whether a router must take it for a path of this operation. */
    private static boolean isOneSegmentEach(String path, Operation operation) {
        String[] segments = path.split("/", -1);
        return segments.length == operation.path().split("/", -1).length
                && Arrays.stream(segments)
                        .skip(1)
                        .noneMatch(segment -> segment.isEmpty() || segment.matches("\\.{1,2}"))
                && !path.toLowerCase(Locale.ROOT).contains("%2f")
                && !path.toLowerCase(Locale.ROOT).contains("%2e");
    }

    private String query(Operation operation) {
        if (operation.query().isEmpty() ? !dice.oneIn(20) : dice.oneIn(3)) {
            return "";
        }
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonObject> parameter : operation.query().entrySet()) {
            pairs.add(parameter.getKey() + "="
                    + (dice.oneIn(2) ? dice.of("1", "5", "100") : escaped(OddValues.text(dice))));
        }
        if (dice.oneIn(4)) {
            pairs.add(dice.of("a", "a=%zz", "=", "&", "limit=1", "%00=%ff", "a".repeat(3_000)));
        }
        return "?" + String.join("&", pairs);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private byte[] chunked(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int size = Math.min(body.length - at, 1 + dice.upTo(dice.of(3, 100, 20_000)));
            if (body.length > 5_000) {
                size = Math.min(body.length - at, 4_000);
            }
            String extension = dice.oneIn(10) ? ";a=\"b\"" : "";
            out.writeBytes((Integer.toHexString(size) + extension + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(body, at, size);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += size;
        }
        String trailer = dice.oneIn(10) ? "Authorization: Bearer x\r\n" : "";
        out.writeBytes(("0\r\n" + trailer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] head(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
