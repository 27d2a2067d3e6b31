package boxoffice.api;

import boxoffice.api.development.DevelopmentIdentity;
import boxoffice.api.identity.JsonWebKeys;
import boxoffice.persistence.pool.DatabaseEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the service stands on: databases and the keys of tokens.
 *
 * @param development issues tokens; null where the platform does
 */
record Backend(
        DatabaseEndpoint writer,
        DatabaseEndpoint reader,
        DatabaseEndpoint owner,
        JsonWebKeys keys,
        @Nullable DevelopmentIdentity development) {}
