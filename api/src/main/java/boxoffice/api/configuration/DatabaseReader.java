package boxoffice.api.configuration;

import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.configuration.Settings.IdentityProvider;
import boxoffice.api.identity.SignInSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which database it is, and with it who says who members are: the embedded one has a provider of its own. */
record DatabaseReader(Values values) {

    private static final List<Setting> SIGN_IN = List.of(
            Setting.SIGN_IN_AUTHORIZE_URI, Setting.SIGN_IN_TOKEN_URI, Setting.SIGN_IN_CLIENT_ID, Setting.SIGN_IN_SCOPE);

    private static final List<Setting> MEANT_FOR_NAMED = Stream.concat(
                    Stream.of(
                            Setting.OWNER_URI,
                            Setting.JWKS_URI,
                            Setting.TOKEN_ISSUER,
                            Setting.TOKEN_AUDIENCE,
                            Setting.DATABASE_AUTHORITY,
                            Setting.TICKET_KEY),
                    SIGN_IN.stream())
            .toList();

    @Nullable Database database() {
        if (values.isEmbedded()) {
            values.pointless(
                    MEANT_FOR_NAMED,
                    "is set without " + Values.named(Setting.WRITER_URI)
                            + ": it means nothing to the embedded cluster");
            return new Database.Embedded(Path.of(values.or(Setting.DATA_DIR, ".boxoffice")));
        }
        List<DatabaseEndpoint> writers = values.required(Setting.WRITER_URI, Formats::servers);
        List<DatabaseEndpoint> readers = values.required(Setting.READER_URI, Formats::servers);
        List<DatabaseEndpoint> owners =
                values.has(Setting.OWNER_URI) ? values.required(Setting.OWNER_URI, Formats::servers) : writers;
        URI keys = values.required(Setting.JWKS_URI, Formats::webAddress);
        SignInSettings signIn = signIn();
        Path authority = values.file(Setting.DATABASE_AUTHORITY);
        if (writers == null || readers == null || owners == null || keys == null) {
            return null;
        }
        return new Database.Named(
                verified(writers, authority),
                verified(readers, authority),
                verified(owners, authority),
                new IdentityProvider(
                        keys, values.get(Setting.TOKEN_ISSUER), values.get(Setting.TOKEN_AUDIENCE), signIn));
    }

    /** Where one of them is named, all are wanted but the scope. */
    private @Nullable SignInSettings signIn() {
        if (!values.hasAny(SIGN_IN)) {
            return null;
        }
        URI authorize = values.required(Setting.SIGN_IN_AUTHORIZE_URI, Formats::webAddress);
        URI token = values.required(Setting.SIGN_IN_TOKEN_URI, Formats::webAddress);
        String clientId = values.required(Setting.SIGN_IN_CLIENT_ID, String::strip);
        return authorize == null || token == null || clientId == null
                ? null
                : new SignInSettings(
                        authorize, token, clientId, values.or(Setting.SIGN_IN_SCOPE, SignInSettings.SCOPE_DEFAULT));
    }

    private static List<DatabaseEndpoint> verified(List<DatabaseEndpoint> servers, @Nullable Path authority) {
        return authority == null
                ? servers
                : servers.stream().map(server -> server.verifiedBy(authority)).toList();
    }
}
