package boxoffice.api.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of one operation. A whole crowd sends the same few bytes: a short body that was valid is remembered,
 * and neither parsed nor checked again. Confined to one event loop.
 */
final class KnownBodies {

    private static final int BYTES_MAX = 200;
    private static final int REMEMBERED_MAX = 100;

    private final ContractOperation.@Nullable Body expected;
    private final Cache<Buffer, JsonObject> valid = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MAX)
            .executor(Runnable::run)
            .build();

    KnownBodies(ContractOperation.@Nullable Body expected) {
        this.expected = expected;
    }

    /**
     * The body, which must not be changed: it may be shared.
     *
     * @throws ProblemException 400 or 415
     */
    JsonObject read(@Nullable String contentType, @Nullable Buffer sent) {
        if (sent == null || sent.length() > BYTES_MAX || !"application/json".equals(contentType)) {
            return BodyReader.read(expected, contentType, sent);
        }
        JsonObject known = valid.getIfPresent(sent);
        if (known == null) {
            known = BodyReader.read(expected, contentType, sent);
            valid.put(sent, known);
        }
        return known;
    }
}
