package boxoffice.api.identity;

import io.vertx.core.Future;
import java.time.Instant;

/** Says who a token was issued to, or fails. */
interface TokenVerifier {

    /** A token's bearer, and until when. */
    record Verified(Principal principal, Instant expiresAt) {}

    /** Fails for any token that must not be accepted; the reason is not for the client. Does not block. */
    Future<Verified> verify(String token);
}
