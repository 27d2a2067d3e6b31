package boxoffice.api.fuzz;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection to the service, which reads answers more strictly than a client would. */
final class Wire implements AutoCloseable {

    private static final int LINE_MAX = 16_384;

    private final Socket socket;
    private final InputStream in;
    private boolean open = true;

    /**
     * An answer as it came.
     *
     * @param headers by name in lower case
     */
    record Received(int status, Map<String, String> headers, Buffer body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    /** The other side has closed before the first byte of an answer. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What came is no HTTP. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
    }

    boolean isOpen() {
        return open;
    }

    /** Sends as much as is taken. */
    void send(byte[] bytes, int from, int to) {
        try {
            socket.getOutputStream().write(bytes, from, to - from);
        } catch (IOException gone) {
            // what it answered before is what counts
        }
    }

    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            // by the other side, already
        }
    }

    /** Whether a byte of an answer, or the end, comes within this time. */
    boolean hears(Duration atMost) throws IOException {
        socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
        in.mark(1);
        try {
            int first = in.read();
            if (first >= 0) {
                in.reset();
            }
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /**
     * The next answer.
     *
     * @param head whether it was asked for by HEAD
     */
    Received read(boolean head, Duration atMost) throws IOException {
        socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
        String line = line(true);
        while (line.startsWith("HTTP/1.1 100")) {
            skipHead();
            line = line(true);
        }
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( [ -~]*)?")) {
            throw new Malformed("no status line: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        Map<String, String> headers = headers();
        byte[] body = head || status == 204 || status == 304 ? new byte[0] : body(headers);
        if (headers.getOrDefault("connection", "").equalsIgnoreCase("close") || line.startsWith("HTTP/1.0")) {
            open = false;
        }
        return new Received(status, headers, Buffer.buffer(body));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(false); !line.isEmpty(); line = line(false)) {
            if (!line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ -~\\x80-\\xff]*")) {
                throw new Malformed("no header: " + line);
            }
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            if (body.length < Integer.parseInt(length)) {
                throw new Malformed("the body broke off after " + body.length + " of " + length);
            }
            return body;
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            open = false;
            return in.readAllBytes();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean endless = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        for (int size = chunk(); size > 0; size = chunk()) {
            body.writeBytes(in.readNBytes(size));
            if (!line(false).isEmpty()) {
                throw new Malformed("a chunk of another size than it says");
            }
            if (endless) {
                open = false;
                return body.toByteArray();
            }
        }
        skipHead();
        return body.toByteArray();
    }

    private void skipHead() throws IOException {
        String skipped;
        do {
            skipped = line(false);
        } while (!skipped.isEmpty());
    }

    private int chunk() throws IOException {
        String size = line(false);
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new Malformed("no size of a chunk: " + size);
        }
        return Integer.parseInt(size, 16);
    }

    private String line(boolean first) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) {
                open = false;
                if (first && line.isEmpty()) {
                    throw new Closed();
                }
                throw new Malformed("broke off: " + line);
            }
            if (next == '\n') {
                if (line.isEmpty() || line.charAt(line.length() - 1) != '\r') {
                    throw new Malformed("a line without a carriage return: " + line);
                }
                line.setLength(line.length() - 1);
                return line.toString();
            }
            line.append((char) next);
            if (line.length() > LINE_MAX) {
                throw new Malformed("a line without an end");
            }
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // and that is all that was wanted
        }
    }
}
