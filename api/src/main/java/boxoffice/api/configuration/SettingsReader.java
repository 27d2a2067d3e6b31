package boxoffice.api.configuration;

import boxoffice.api.configuration.Settings.Challenge;
import boxoffice.api.configuration.Settings.Database;
import boxoffice.api.configuration.Settings.Monitoring;
import boxoffice.api.configuration.Settings.Telling;
import boxoffice.api.http.HttpSettings;
import boxoffice.api.identity.MemberLimit;
import boxoffice.api.live.ViewerSettings;
import boxoffice.persistence.pool.PoolSettings;
import boxoffice.persistence.retention.Retention;
import boxoffice.scaling.aws.AwsNames;
import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads the settings: defaults, over them the properties file that {@code BOXOFFICE_CONFIG} names, over it the
 * environment. An unknown key is a problem, since a misspelt one would be a setting that silently does nothing.
 */
public final class SettingsReader {

    private static final int RETENTION_DAYS_MAX = 3_650;
    private static final int CONNECTIONS_MAX = 1_000;

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
                .map(found -> settings(new Values(found)));
    }

    private static Settings settings(Values values) {
        HttpSettings http = new HttpReader(values).http();
        OthersReader others = new OthersReader(values);
        int writerConnections =
                values.number(Setting.WRITER_CONNECTIONS, PoolSettings.WRITER_CONNECTIONS_DEFAULT, 1, CONNECTIONS_MAX);
        int readerConnections =
                values.number(Setting.READER_CONNECTIONS, PoolSettings.READER_CONNECTIONS_DEFAULT, 1, CONNECTIONS_MAX);
        URI publicUrl = values.optional(Setting.PUBLIC_URL, Formats::webAddress);
        boolean rehearsed = values.isOn(Setting.REHEARSAL, true);
        Monitoring monitoring = others.monitoring();
        AwsNames scaling = others.scaling();
        int streamsMax = values.number(Setting.STREAMS_MAX, ViewerSettings.STREAMS_DEFAULT, 0, http.connectionsMax());
        MemberLimit memberLimit = MemberLimit.perSecond(values.number(
                Setting.MEMBER_REQUESTS_PER_SECOND, MemberLimit.PER_SECOND_DEFAULT, 0, MemberLimit.PER_SECOND_MAX));
        Telling telling = others.telling();
        int retentionDays = values.number(Setting.RETENTION_DAYS, Retention.DAYS_DEFAULT, 1, RETENTION_DAYS_MAX);
        Path ticketKey = values.file(Setting.TICKET_KEY);
        Challenge challenge = others.challenge();
        Database database = new DatabaseReader(values).database();
        if (database == null || !values.problems().isEmpty()) {
            throw new SettingsException(values.problems());
        }
        return new Settings(
                http,
                publicUrl,
                database,
                writerConnections,
                readerConnections,
                streamsMax,
                memberLimit,
                ticketKey,
                challenge,
                rehearsed,
                monitoring,
                scaling,
                telling,
                retentionDays);
    }
}
