package boxoffice.api.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file of the pages, as it is and compressed once: a crowd loads it at the same time, over phones' networks. */
record StaticFile(String mediaType, Form plain, Form gzip) {

    private static final String FOLDER = "/boxoffice/api/page/";

    /** @param etag each form has its own (RFC 9110, section 8.8.3.3) */
    record Form(Buffer bytes, String etag) {}

    static StaticFile read(String name, String mediaType) {
        try (InputStream in = StaticFile.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the pages lack " + name);
            }
            byte[] bytes = in.readAllBytes();
            String digest = digest(bytes);
            return new StaticFile(
                    mediaType,
                    new Form(Buffer.buffer(bytes), "\"" + digest + "\""),
                    new Form(Buffer.buffer(compressed(bytes)), "\"" + digest + ".gz\""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Answer answer(@Nullable String acceptEncoding) {
        boolean isGzip = takesGzip(acceptEncoding);
        Form form = isGzip ? gzip : plain;
        Answer answer =
                Answer.of(mediaType, form.bytes()).with("ETag", form.etag()).with("Vary", "Accept-Encoding");
        return isGzip ? answer.with("Content-Encoding", "gzip") : answer;
    }

    /** Only who names it gets it, and not who says {@code q=0}. */
    static boolean takesGzip(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String coding : acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.split(";", 2);
            if (parts[0].strip().equals("gzip")) {
                return parts.length == 1 || !parts[1].strip().matches("q\\s*=\\s*0(\\.0{0,3})?");
            }
        }
        return false;
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new BigInteger(1, digest).toString(36).substring(0, 20);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
