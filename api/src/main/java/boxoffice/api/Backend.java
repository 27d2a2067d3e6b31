package boxoffice.api;

import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.identity.JsonWebKeys;
import boxoffice.api.signing.SignedCodes;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service stands on: databases and the keys of tokens.
 *
 * @param writers the servers that may be the writer, now or after it has failed over
 * @param owner on the server that is the writer now, with the user that migrates
 * @param codes signs what the door reads
 * @param development issues tokens; null where the platform does
 */
record Backend(
        List<DatabaseEndpoint> writers,
        List<DatabaseEndpoint> readers,
        DatabaseEndpoint owner,
        JsonWebKeys keys,
        SignedCodes codes,
        @Nullable DevelopmentIdentity development) {}
