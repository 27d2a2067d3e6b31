package boxoffice.api.configuration;

import boxoffice.api.http.HttpSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * All that a service is told, valid as a whole.
 *
 * @param writerConnections connections to the writer at most
 * @param readerConnections connections to readers at most
 * @param streamsMax streams of events open at once at most
 */
public record Settings(
        HttpSettings http, Database database, int writerConnections, int readerConnections, int streamsMax) {

    /** Which database, and with it where tokens come from. */
    public sealed interface Database {

        /** Our own writer and replica, with their data in this folder; tokens for whoever asks. */
        record Embedded(Path folder) implements Database {}

        /**
         * The servers that were named.
         *
         * @param owner on the writer, with the user that migrates
         */
        record Named(
                DatabaseEndpoint writer, DatabaseEndpoint reader, DatabaseEndpoint owner, IdentityProvider identity)
                implements Database {}
    }

    /**
     * The platform's identity provider.
     *
     * @param issuer what {@code iss} must be; null for anything
     * @param audience what {@code aud} must hold; null for anything
     */
    public record IdentityProvider(
            URI keys, @Nullable String issuer, @Nullable String audience) {}
}
