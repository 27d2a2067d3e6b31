package boxoffice.api.configuration;

import boxoffice.api.announcing.MailSettings;
import boxoffice.api.http.HttpSettings;
import boxoffice.api.identity.MemberLimit;
import boxoffice.api.identity.SignInSettings;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import boxoffice.scaling.aws.AwsNames;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a service is told, valid as a whole.
 *
 * @param publicUrl where members reach the service; null where it was not told
 * @param writerConnections connections to the writer at most
 * @param readerConnections connections to readers at most
 * @param scaling what the scaling plan is carried out on; null for nothing
 * @param streamsMax streams of events open at once at most
 * @param telling how members are told of openings
 * @param retentionDays after which members of a closed opening are forgotten
 * @param ticketKey the file with the key that signs what the door reads; null for none
 * @param challenge what claims must have passed; null for nothing
 * @param rehearsed whether it goes the crowd's way before the crowd does, a few seconds of CPU after each start
 * @param memberLimit how often one member may ask this instance
 */
public record Settings(
        HttpSettings http,
        @Nullable URI publicUrl,
        Database database,
        int writerConnections,
        int readerConnections,
        int streamsMax,
        MemberLimit memberLimit,
        @Nullable Path ticketKey,
        @Nullable Challenge challenge,
        boolean rehearsed,
        Monitoring monitoring,
        @Nullable AwsNames scaling,
        Telling telling,
        int retentionDays) {

    /**
     * How members are told of openings.
     *
     * @param mail null where no mails are sent
     * @param topic the ARN of a topic of SNS; null for none
     * @param reminder how long before it opens members are reminded
     */
    public record Telling(
            @Nullable MailSettings mail, @Nullable String topic, Duration reminder) {}

    /**
     * What is measured for whom.
     *
     * @param measured false to measure nothing at all
     * @param cloudWatch null where nothing is published there
     */
    public record Monitoring(boolean measured, @Nullable CloudWatchSettings cloudWatch) {}

    /** Cloudflare Turnstile, and what it knows us by. */
    public record Challenge(URI address, Password secret) {}

    /** Which database, and with it where tokens come from. */
    public sealed interface Database {

        /** Our own writer and replica, with their data in this folder; tokens for whoever asks. */
        record Embedded(Path folder) implements Database {}

        /**
         * The servers that were named.
         *
         * @param writers those that may be the writer; whichever accepts writes is
         * @param readers those to read from
         * @param owners as the writers, with the user that migrates
         */
        record Named(
                List<DatabaseEndpoint> writers,
                List<DatabaseEndpoint> readers,
                List<DatabaseEndpoint> owners,
                IdentityProvider identity)
                implements Database {

            public Named {
                writers = List.copyOf(writers);
                readers = List.copyOf(readers);
                owners = List.copyOf(owners);
            }
        }
    }

    /**
     * The platform's identity provider.
     *
     * @param issuer what {@code iss} must be; null for anything
     * @param audience what {@code aud} must hold; null for anything
     * @param signIn where the pages send who has no token; null where the pages have no sign-in
     */
    public record IdentityProvider(
            URI keys,
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable SignInSettings signIn) {}
}
