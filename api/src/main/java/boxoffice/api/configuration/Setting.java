package boxoffice.api.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key there is: in the file as it stands here, in the environment as {@code BOXOFFICE_} and capitals with
 * underscores.
 */
enum Setting {
    HTTP_HOST("http.host"),
    HTTP_PORT("http.port"),
    MANAGEMENT_PORT("management.port"),
    PUBLIC_URL("public.url"),
    DATA_DIR("data.dir"),
    WRITER_URI("writer.uri"),
    READER_URI("reader.uri"),
    OWNER_URI("owner.uri"),
    WRITER_CONNECTIONS("writer.connections"),
    READER_CONNECTIONS("reader.connections"),
    STREAMS_MAX("streams.max"),
    JWKS_URI("jwks.uri"),
    TOKEN_ISSUER("token.issuer"),
    TOKEN_AUDIENCE("token.audience"),
    MEMBER_REQUESTS_PER_SECOND("member.requests.per.second"),
    ADDRESS_REQUESTS_PER_SECOND("address.requests.per.second"),
    ADDRESS_PROXIES("address.proxies"),
    TLS_CERTIFICATE("tls.certificate"),
    TLS_KEY("tls.key"),
    CORS_ORIGINS("cors.origins"),
    DATABASE_AUTHORITY("database.authority"),
    TICKET_KEY("ticket.key"),
    CHALLENGE_SECRET("challenge.secret"),
    CHALLENGE_URI("challenge.uri"),
    REHEARSAL("rehearsal"),
    METRICS("metrics"),
    CLOUDWATCH("cloudwatch"),
    CLOUDWATCH_NAMESPACE("cloudwatch.namespace"),
    CLOUDWATCH_GROUP("cloudwatch.group"),
    CLOUDWATCH_REGION("cloudwatch.region"),
    CLOUDWATCH_ENDPOINT("cloudwatch.endpoint"),
    SCALING_GROUP("scaling.group"),
    SCALING_CLUSTER("scaling.cluster"),
    SMTP_URI("smtp.uri"),
    SMTP_FROM("smtp.from"),
    SNS_TOPIC("sns.topic"),
    REMINDER_MINUTES("reminder.minutes"),
    RETENTION_DAYS("retention.days"),
    SIGN_IN_AUTHORIZE_URI("sign.in.authorize.uri"),
    SIGN_IN_TOKEN_URI("sign.in.token.uri"),
    SIGN_IN_CLIENT_ID("sign.in.client.id"),
    SIGN_IN_SCOPE("sign.in.scope");

    static final String ENVIRONMENT_PREFIX = "BOXOFFICE_";
    static final String FILE_VARIABLE = ENVIRONMENT_PREFIX + "CONFIG";

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    String variable() {
        return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Optional<Setting> ofVariable(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }
}
