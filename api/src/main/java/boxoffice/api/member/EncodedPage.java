package boxoffice.api.member;

import boxoffice.api.http.Header;
import io.vertx.core.buffer.Buffer;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A page's JSON with room for the time in it, encoded once; each answer is a copy in which the time is filled in. */
final class EncodedPage {

    private static final int TAG_LENGTH = 20;

    /** No other place of a JSON text looks like this one: within a text there is a backslash before each quote. */
    private static final String BEFORE_TIME = "\"serverTime\":\"";

    private final Buffer text;
    private final int[] timesAt;
    private final Header tag;

    private EncodedPage(Buffer text, int[] timesAt) {
        this.text = text;
        this.timesAt = timesAt;
        this.tag = Header.encoded("ETag", tag(text.getBytes()));
    }

    /** @param json of which each {@code serverTime} is as long as a {@link ServerTime} */
    static EncodedPage of(String json) {
        List<Integer> timesAt = new ArrayList<>();
        Buffer text = Buffer.buffer();
        int done = 0;
        for (int at = json.indexOf(BEFORE_TIME); at >= 0; at = json.indexOf(BEFORE_TIME, done)) {
            int time = at + BEFORE_TIME.length();
            text.appendString(json.substring(done, time));
            timesAt.add(text.length());
            done = time;
        }
        text.appendString(json.substring(done));
        return new EncodedPage(
                text, timesAt.stream().mapToInt(Integer::intValue).toArray());
    }

    /** One page with all of these in a list. */
    static EncodedPage list(String name, List<EncodedPage> items) {
        Buffer text = Buffer.buffer("{\"" + name + "\":[");
        List<Integer> timesAt = new ArrayList<>();
        for (EncodedPage item : items) {
            if (item != items.get(0)) {
                text.appendString(",");
            }
            for (int at : item.timesAt) {
                timesAt.add(text.length() + at);
            }
            text.appendBuffer(item.text);
        }
        text.appendString("]}");
        return new EncodedPage(
                text, timesAt.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * The {@code ETag}: the same for the same content, in all processes, whatever the time. Weak, since two answers
     * with the same tag do differ, in the time.
     */
    Header tag() {
        return tag;
    }

    Buffer at(ServerTime time) {
        Buffer filled = text.copy();
        for (int at : timesAt) {
            filled.setBytes(at, time.bytes());
        }
        return filled;
    }

    private static String tag(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return "W/\"" + new BigInteger(1, digest).toString(36).substring(0, TAG_LENGTH) + "\"";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
