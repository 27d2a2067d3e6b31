package boxoffice.api.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are no HTTP, or not quite. Confined to one worker. */
final class BrokenHttp {

    private static final String NEXT = "GET /api/tickets HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Dice dice;

    BrokenHttp(Dice dice) {
        this.dice = dice;
    }

    /** @param claim the path of a claim, and a token for it: what an attacker would like to slip in */
    byte[] of(byte[] good, String claim, String authorization) {
        return dice.oneIn(2) ? mangled(good) : made(claim, authorization);
    }

    private byte[] mangled(byte[] good) {
        byte[] bytes = good.length > 4_000 ? Arrays.copyOf(good, 4_000) : good.clone();
        int changes = 1 + dice.upTo(4);
        for (int i = 0; i < changes; i++) {
            int at = dice.upTo(bytes.length);
            bytes = switch (dice.upTo(6)) {
                case 0 -> spliced(bytes, at, at + 1, new byte[0]);
                case 1 ->
                    spliced(
                            bytes,
                            at,
                            at,
                            dice.of("\0", "\r", "\n", "\r\n", "\r\n\r\n", " ", ":")
                                    .getBytes(StandardCharsets.US_ASCII));
                case 2 ->
                    spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + dice.upTo(40))));
                case 3 -> Arrays.copyOf(bytes, Math.max(1, at));
                case 4 -> spliced(bytes, at, Math.min(bytes.length, at + 1), dice.bytes(1));
                default -> spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {(byte) (bytes[at] ^ 0x20)});
            };
        }
        return bytes;
    }

    private byte[] made(String claim, String authorization) {
        String head = "POST " + claim + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: " + authorization + "\r\n";
        String get = "GET /api/openings HTTP/1.1\r\nHost: localhost\r\n";
        String text =
                switch (dice.upTo(34)) {
                    case 0 -> head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + NEXT;
                    case 1 -> head + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG" + NEXT;
                    case 2 -> head + "Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}" + NEXT;
                    case 3 -> head + "Content-Length: 2, 2\r\n\r\n{}" + NEXT;
                    case 4 -> head + "Content-Length: +2\r\n\r\n{}";
                    case 5 -> head + "Content-Length: 0x2\r\n\r\n{}";
                    case 6 ->
                        head + "Content-Length: " + dice.of("-1", "", " ", "2 2", "99999999999999999999")
                                + "\r\n\r\n{}";
                    case 7 ->
                        head + "Transfer-Encoding: "
                                + dice.of(
                                        "xchunked",
                                        "chunked, identity",
                                        "identity",
                                        "gzip, chunked",
                                        "\u000bchunked",
                                        "CHUNKED",
                                        "chunked\t")
                                + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 8 ->
                        head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                                + NEXT;
                    case 9 -> head + "Transfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 10 -> head + " Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 11 ->
                        head + "Transfer-Encoding: chunked\r\n\r\n"
                                + dice.of("-2", "0x2", "2 ", " 2", "fffffffff", "zz", "", "2;a\nb")
                                + "\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 12 -> head + "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n" + NEXT;
                    case 13 -> head + "Transfer-Encoding: chunked\r\n\r\n3\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 14 ->
                        head.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + NEXT;
                    case 15 -> get.replace("\r\n", "\n") + "\n";
                    case 16 -> get.replace("\r\n", "\r") + "\r\r";
                    case 17 -> get + "X-Folded: a\r\n b\r\n\r\n" + NEXT;
                    case 18 -> get + "X-Null: a\0b\r\n\r\n" + NEXT;
                    case 19 ->
                        get + dice.of("Oops", ": a", "\0: b", "a b: c", "\u00e4: c", "(x): y") + "\r\n\r\n" + NEXT;
                    case 20 -> get + "X: x\r\n".repeat(dice.of(50, 3_000)) + "\r\n";
                    case 21 -> "GET /" + "x".repeat(dice.of(4_000, 4_097, 60_000)) + " HTTP/1.1\r\nHost: x\r\n\r\n";
                    case 22 ->
                        "GET /api/openings"
                                + dice.of(
                                        "",
                                        " ",
                                        " HTTP",
                                        " HTTP/1",
                                        " HTTP/1.2",
                                        " HTTP/2.0",
                                        " HTTP/9.9",
                                        " http/1.1",
                                        "\tHTTP/1.1")
                                + "\r\nHost: x\r\n\r\n" + NEXT;
                    case 23 -> dice.of("", "\r\n\r\n", " ", "\0\0\0\0", "\r\n".repeat(2_000)) + get + "\r\n";
                    case 24 -> "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\u0004\0\0\0\0\0";
                    case 25 -> "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "\u0000".repeat(200);
                    case 26 ->
                        dice.of(
                                        "OPTIONS *",
                                        "CONNECT a:1",
                                        "GET http://a/b",
                                        "GET //a/b",
                                        "GET ?",
                                        "GET #",
                                        "GET \\",
                                        "GET /%",
                                        "GET /%c0%ae/",
                                        "GET /\u00e4")
                                + " HTTP/1.1\r\nHost: x\r\n\r\n" + NEXT;
                    case 27 ->
                        "GET /api/openings HTTP/1.1\r\nHost: "
                                + dice.of("", "a b", "a\r\nHost: b", "@", "[::1", "a:99999999", "\u00e4") + "\r\n\r\n"
                                + NEXT;
                    case 28 -> head + "Content-Length: 40\r\n\r\n{";
                    case 29 -> head.substring(0, dice.upTo(head.length()));
                    case 30 -> head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n";
                    case 31 -> get + "Content-Length: 5\r\n\r\n" + NEXT;
                    case 32 ->
                        get
                                + "Connection: upgrade, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                                + NEXT;
                    default -> new String(dice.bytes(1 + dice.upTo(300)), StandardCharsets.ISO_8859_1) + "\r\n\r\n";
                };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(instead);
        out.write(bytes, Math.min(to, bytes.length), bytes.length - Math.min(to, bytes.length));
        return out.size() == 0 ? new byte[] {0} : out.toByteArray();
    }
}
