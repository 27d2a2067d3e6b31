package boxoffice.api.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A socket, for requests that no decent client sends. */
public final class RawConnection implements AutoCloseable {

    private static final String HEAD_END = "\r\n\r\n";

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection to(ServiceProcess service) {
        try {
            return new RawConnection(new Socket(InetAddress.getLoopbackAddress(), service.port()));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Sends as much as is taken: the other side may close in the middle. */
    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException closed) {
            // what it answered before, if anything, is what counts
        }
    }

    /** Each character is a byte. */
    public void send(String bytes) {
        send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends; says whether the connection is still open for it. */
    public boolean isTaken(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Sends no more, and goes on to listen. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException closed) {
            // by the other side, already
        }
    }

    /** Whether an answer, or the end, has arrived. */
    public boolean hasInput() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    /**
     * The answer; empty where the connection was closed without one.
     *
     * @throws AssertionError when there is neither in this time
     */
    public Optional<Reply> reply(Duration atMost) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            socket.setSoTimeout(Math.toIntExact(atMost.toMillis()));
            InputStream in = socket.getInputStream();
            Optional<Reply> complete = Optional.empty();
            while (complete.isEmpty()) {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                received.write(buffer, 0, count);
                complete = parsed(received.toString(StandardCharsets.UTF_8));
            }
            if (complete.isEmpty() && received.size() > 0) {
                throw new AssertionError("an answer broke off: " + received.toString(StandardCharsets.UTF_8));
            }
            return complete;
        } catch (SocketTimeoutException silence) {
            throw new AssertionError(
                    "neither an answer nor a closed connection within " + atMost.toSeconds() + " s, but: "
                            + received.toString(StandardCharsets.UTF_8),
                    silence);
        } catch (IOException reset) {
            return Optional.empty();
        }
    }

    /** So many of the bytes that come first. */
    public String firstBytes(int count) {
        try {
            return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
        } catch (IOException closed) {
            return "";
        }
    }

    /** Ends it without ceremony. */
    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // and that is all that was wanted
        }
    }

    private static Optional<Reply> parsed(String text) {
        int headEnd = text.indexOf(HEAD_END);
        if (headEnd < 0) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        text.substring(0, headEnd).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        String body = text.substring(headEnd + HEAD_END.length());
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return body.getBytes(StandardCharsets.UTF_8).length < length
                ? Optional.empty()
                : Optional.of(new Reply(Integer.parseInt(text.substring(9, 12)), headers, body));
    }
}
