package boxoffice.api.configuration;

import boxoffice.api.configuration.Settings.Challenge;
import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.configuration.Settings.IdentityProvider;
import boxoffice.api.configuration.Settings.Monitoring;
import boxoffice.api.http.AddressLimit;
import boxoffice.api.http.HttpSettings;
import boxoffice.api.http.TlsFiles;
import boxoffice.api.identity.MemberLimit;
import boxoffice.api.identity.Turnstile;
import boxoffice.api.live.ViewerSettings;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.scaling.aws.AwsNames;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings: defaults, over them the properties file that {@code BOXOFFICE_CONFIG} names, over it the
 * environment. An unknown key is a problem, since a misspelt one would be a setting that silently does nothing.
 */
public final class SettingsReader {

    private static final int HTTP_PORT_DEFAULT = 8080;
    private static final int MANAGEMENT_PORT_DEFAULT = 9090;
    private static final int CONNECTIONS_MAX = 1_000;
    private static final int SERVERS_MAX = 16; // as many as an Aurora cluster has

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    private SettingsReader() {}

    /** Fails with a {@link SettingsException} that tells everything that is wrong. */
    public static Future<Settings> read(Vertx vertx, Map<String, String> environment) {
        JsonObject variables = new JsonObject();
        environment.forEach((name, value) -> {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !name.equals(Setting.FILE_VARIABLE)) {
                variables.put(name, value);
            }
        });
        ConfigRetrieverOptions stores = new ConfigRetrieverOptions().setScanPeriod(-1);
        String file = environment.get(Setting.FILE_VARIABLE);
        if (file != null) {
            stores.addStore(new ConfigStoreOptions()
                    .setType("file")
                    .setFormat("properties")
                    .setConfig(new JsonObject()
                            .put("path", Path.of(file).toAbsolutePath().toString())
                            .put("raw-data", true)));
        }
        stores.addStore(new ConfigStoreOptions().setType("json").setConfig(variables));
        ConfigRetriever retriever = ConfigRetriever.create(vertx, stores);
        return retriever
                .getConfig()
                .eventually(retriever::close)
                .recover(unreadable -> Future.failedFuture(new SettingsException(
                        List.of(Setting.FILE_VARIABLE + " names a file that cannot be read: " + file))))
                .map(found -> new SettingsReader().settings(found));
    }

    private Settings settings(JsonObject found) {
        sort(found);
        HttpSettings http = http();
        int writerConnections =
                number(Setting.WRITER_CONNECTIONS, PoolSettings.WRITER_CONNECTIONS_DEFAULT, 1, CONNECTIONS_MAX);
        int readerConnections =
                number(Setting.READER_CONNECTIONS, PoolSettings.READER_CONNECTIONS_DEFAULT, 1, CONNECTIONS_MAX);
        Monitoring monitoring = monitoring();
        AwsNames scaling = scaling();
        int streamsMax = number(Setting.STREAMS_MAX, ViewerSettings.STREAMS_DEFAULT, 0, http.connectionsMax());
        MemberLimit memberLimit = MemberLimit.perSecond(number(
                Setting.MEMBER_REQUESTS_PER_SECOND, MemberLimit.PER_SECOND_DEFAULT, 0, MemberLimit.PER_SECOND_MAX));
        Path ticketKey = file(Setting.TICKET_KEY);
        Challenge challenge = challenge();
        Database database = database();
        if (database == null || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Settings(
                http,
                database,
                writerConnections,
                readerConnections,
                streamsMax,
                memberLimit,
                ticketKey,
                challenge,
                monitoring,
                scaling);
    }

    /** The environment comes last in the merged configuration, so it wins. */
    private void sort(JsonObject found) {
        for (String name : found.fieldNames()) {
            if (!name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                Setting.ofKey(name)
                        .ifPresentOrElse(
                                setting -> values.put(setting, found.getString(name)),
                                () -> problems.add(name + " is no key of this service (in the file)"));
            }
        }
        for (String name : found.fieldNames()) {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                Setting.ofVariable(name)
                        .ifPresentOrElse(
                                setting -> values.put(setting, found.getString(name)),
                                () -> problems.add(name + " is no key of this service (in the environment)"));
            }
        }
    }

    private HttpSettings http() {
        int port = number(Setting.HTTP_PORT, HTTP_PORT_DEFAULT, 1, 65_535);
        int managementPort = number(Setting.MANAGEMENT_PORT, MANAGEMENT_PORT_DEFAULT, 1, 65_535);
        if (port == managementPort) {
            problems.add(named(Setting.MANAGEMENT_PORT) + " is the same port as " + named(Setting.HTTP_PORT));
        }
        return HttpSettings.on(
                        values.getOrDefault(Setting.HTTP_HOST, isEmbedded() ? HttpSettings.LOOPBACK : "0.0.0.0"),
                        port,
                        managementPort)
                .exposed(addresses(), tls(), origins());
    }

    private @Nullable Challenge challenge() {
        String secret = values.get(Setting.CHALLENGE_SECRET);
        if (secret == null) {
            if (values.containsKey(Setting.CHALLENGE_URI)) {
                problems.add(named(Setting.CHALLENGE_URI) + " is set without " + named(Setting.CHALLENGE_SECRET));
            }
            return null;
        }
        URI address = values.containsKey(Setting.CHALLENGE_URI)
                ? required(Setting.CHALLENGE_URI, SettingsReader::webAddress)
                : Turnstile.CLOUDFLARE;
        return address == null ? null : new Challenge(address, new Password(secret.strip()));
    }

    private AddressLimit addresses() {
        return new AddressLimit(
                MemberLimit.perSecond(number(Setting.ADDRESS_REQUESTS_PER_SECOND, 0, 0, AddressLimit.PER_SECOND_MAX)),
                number(Setting.ADDRESS_PROXIES, 0, 0, AddressLimit.PROXIES_MAX));
    }

    private @Nullable TlsFiles tls() {
        if (!values.containsKey(Setting.TLS_CERTIFICATE) && !values.containsKey(Setting.TLS_KEY)) {
            return null;
        }
        Path certificate = required(Setting.TLS_CERTIFICATE, SettingsReader::readable);
        Path key = required(Setting.TLS_KEY, SettingsReader::readable);
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }

    private List<String> origins() {
        if (!values.containsKey(Setting.CORS_ORIGINS)) {
            return List.of();
        }
        List<String> origins = required(Setting.CORS_ORIGINS, SettingsReader::webOrigins);
        return origins == null ? List.of() : origins;
    }

    private @Nullable Path file(Setting setting) {
        return values.containsKey(setting) ? required(setting, SettingsReader::readable) : null;
    }

    private static Path readable(String text) {
        Path file;
        try {
            file = Path.of(text.strip());
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException("is not the name of a file", malformed);
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("names a file that cannot be read");
        }
        return file;
    }

    /** Scheme, host and port, as browsers send them. */
    private static List<String> webOrigins(String text) {
        List<String> origins = List.of(text.strip().split("\\s+"));
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?"))) {
            throw new IllegalArgumentException("must list origins such as https://tickets.example, never a star");
        }
        return origins;
    }

    /**
     * The embedded default gives a token to whoever asks, so it listens to this machine only, unless told otherwise.
     */
    private boolean isEmbedded() {
        return !values.containsKey(Setting.WRITER_URI) && !values.containsKey(Setting.READER_URI);
    }

    private @Nullable Database database() {
        if (isEmbedded()) {
            for (Setting pointless : List.of(
                    Setting.OWNER_URI,
                    Setting.JWKS_URI,
                    Setting.TOKEN_ISSUER,
                    Setting.TOKEN_AUDIENCE,
                    Setting.DATABASE_AUTHORITY,
                    Setting.TICKET_KEY)) {
                if (values.containsKey(pointless)) {
                    problems.add(named(pointless) + " is set without " + named(Setting.WRITER_URI)
                            + ": it means nothing to the embedded cluster");
                }
            }
            return new Database.Embedded(Path.of(values.getOrDefault(Setting.DATA_DIR, ".boxoffice")));
        }
        List<DatabaseEndpoint> writers = required(Setting.WRITER_URI, SettingsReader::servers);
        List<DatabaseEndpoint> readers = required(Setting.READER_URI, SettingsReader::servers);
        List<DatabaseEndpoint> owners =
                values.containsKey(Setting.OWNER_URI) ? required(Setting.OWNER_URI, SettingsReader::servers) : writers;
        URI keys = required(Setting.JWKS_URI, SettingsReader::webAddress);
        Path authority = file(Setting.DATABASE_AUTHORITY);
        if (writers == null || readers == null || owners == null || keys == null) {
            return null;
        }
        return new Database.Named(
                verified(writers, authority),
                verified(readers, authority),
                verified(owners, authority),
                new IdentityProvider(keys, values.get(Setting.TOKEN_ISSUER), values.get(Setting.TOKEN_AUDIENCE)));
    }

    private static List<DatabaseEndpoint> verified(List<DatabaseEndpoint> servers, @Nullable Path authority) {
        return authority == null
                ? servers
                : servers.stream().map(server -> server.verifiedBy(authority)).toList();
    }

    private Monitoring monitoring() {
        boolean measured = isOn(Setting.METRICS, true);
        if (!isOn(Setting.CLOUDWATCH, false)) {
            for (Setting pointless : List.of(
                    Setting.CLOUDWATCH_NAMESPACE,
                    Setting.CLOUDWATCH_GROUP,
                    Setting.CLOUDWATCH_REGION,
                    Setting.CLOUDWATCH_ENDPOINT)) {
                if (values.containsKey(pointless)) {
                    problems.add(named(pointless) + " is set, but " + named(Setting.CLOUDWATCH) + " is not on");
                }
            }
            return new Monitoring(measured, null);
        }
        if (!measured) {
            problems.add(named(Setting.CLOUDWATCH) + " is on, but " + named(Setting.METRICS) + " is off");
        }
        URI endpoint = values.containsKey(Setting.CLOUDWATCH_ENDPOINT)
                ? required(Setting.CLOUDWATCH_ENDPOINT, SettingsReader::webAddress)
                : null;
        return new Monitoring(
                measured,
                new CloudWatchSettings(
                        values.getOrDefault(Setting.CLOUDWATCH_NAMESPACE, CloudWatchSettings.NAMESPACE_DEFAULT),
                        values.get(Setting.CLOUDWATCH_GROUP),
                        values.get(Setting.CLOUDWATCH_REGION),
                        endpoint));
    }

    private boolean isOn(Setting setting, boolean otherwise) {
        String text = values.get(setting);
        if (text == null) {
            return otherwise;
        }
        boolean on = text.strip().equals("on");
        if (!on && !text.strip().equals("off")) {
            problems.add(named(setting) + " must be on or off");
        }
        return on;
    }

    /** The plan is carried out where both are named. */
    private @Nullable AwsNames scaling() {
        if (!values.containsKey(Setting.SCALING_GROUP) && !values.containsKey(Setting.SCALING_CLUSTER)) {
            return null;
        }
        String group = required(Setting.SCALING_GROUP, String::strip);
        String cluster = required(Setting.SCALING_CLUSTER, String::strip);
        if (group == null || cluster == null) {
            return null;
        }
        try {
            return new AwsNames(group, cluster);
        } catch (IllegalArgumentException malformed) {
            problems.add(named(Setting.SCALING_GROUP) + ", " + named(Setting.SCALING_CLUSTER) + ": "
                    + malformed.getMessage());
            return null;
        }
    }

    private int number(Setting setting, int otherwise, int min, int max) {
        String text = values.get(setting);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        problems.add(named(setting) + " must be a whole number from " + min + " to " + max);
        return otherwise;
    }

    private <T> @Nullable T required(Setting setting, Function<String, T> parse) {
        String text = values.get(setting);
        if (text == null) {
            problems.add(named(setting) + " is missing");
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException malformed) {
            problems.add(named(setting) + " " + malformed.getMessage());
            return null;
        }
    }

    /** One, or several with spaces between them. */
    private static List<DatabaseEndpoint> servers(String text) {
        List<DatabaseEndpoint> servers = Arrays.stream(text.strip().split("\\s+"))
                .map(DatabaseEndpoint::parse)
                .distinct()
                .toList();
        if (servers.size() > SERVERS_MAX) {
            throw new IllegalArgumentException("names more than " + SERVERS_MAX + " servers");
        }
        return servers;
    }

    private static URI webAddress(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a URI", malformed);
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("is not an http or https address");
        }
        return uri;
    }

    private static String named(Setting setting) {
        return setting.variable() + " (" + setting.key() + ")";
    }
}
