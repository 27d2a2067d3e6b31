package boxoffice.api.configuration;

import boxoffice.api.announcing.MailSettings;
import boxoffice.api.configuration.Settings.Challenge;
import boxoffice.api.configuration.Settings.Monitoring;
import boxoffice.api.configuration.Settings.Telling;
import boxoffice.api.identity.Turnstile;
import boxoffice.metrics.cloudwatch.CloudWatchSettings;
import boxoffice.persistence.notice.Notices;
import boxoffice.persistence.pool.Password;
import boxoffice.scaling.aws.AwsNames;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which services of others are used: for metrics, scaling, notices and challenges. */
record OthersReader(Values values) {

    private static final List<Setting> CLOUDWATCH = List.of(
            Setting.CLOUDWATCH_NAMESPACE,
            Setting.CLOUDWATCH_GROUP,
            Setting.CLOUDWATCH_REGION,
            Setting.CLOUDWATCH_ENDPOINT);

    private static final int REMINDER_MINUTES_MAX = 7 * 24 * 60;

    Monitoring monitoring() {
        boolean measured = values.isOn(Setting.METRICS, true);
        if (!values.isOn(Setting.CLOUDWATCH, false)) {
            values.pointless(CLOUDWATCH, "is set, but " + Values.named(Setting.CLOUDWATCH) + " is not on");
            return new Monitoring(measured, null);
        }
        if (!measured) {
            values.problem(
                    Values.named(Setting.CLOUDWATCH) + " is on, but " + Values.named(Setting.METRICS) + " is off");
        }
        URI endpoint = values.optional(Setting.CLOUDWATCH_ENDPOINT, Formats::webAddress);
        return new Monitoring(
                measured,
                new CloudWatchSettings(
                        values.or(Setting.CLOUDWATCH_NAMESPACE, CloudWatchSettings.NAMESPACE_DEFAULT),
                        values.get(Setting.CLOUDWATCH_GROUP),
                        values.get(Setting.CLOUDWATCH_REGION),
                        endpoint));
    }

    /** The plan is carried out where both are named. */
    @Nullable AwsNames scaling() {
        if (!values.has(Setting.SCALING_GROUP) && !values.has(Setting.SCALING_CLUSTER)) {
            return null;
        }
        String group = values.required(Setting.SCALING_GROUP, String::strip);
        String cluster = values.required(Setting.SCALING_CLUSTER, String::strip);
        if (group == null || cluster == null) {
            return null;
        }
        try {
            return new AwsNames(group, cluster);
        } catch (IllegalArgumentException malformed) {
            values.problem(Values.named(Setting.SCALING_GROUP) + ", " + Values.named(Setting.SCALING_CLUSTER) + ": "
                    + malformed.getMessage());
            return null;
        }
    }

    Telling telling() {
        int minutes = values.number(
                Setting.REMINDER_MINUTES,
                Math.toIntExact(Notices.REMINDER_DEFAULT.toMinutes()),
                1,
                REMINDER_MINUTES_MAX);
        String topic = values.optional(Setting.SNS_TOPIC, Formats::topicOfSns);
        return new Telling(mail(), topic, Duration.ofMinutes(minutes));
    }

    private @Nullable MailSettings mail() {
        if (!values.has(Setting.SMTP_URI) && !values.has(Setting.SMTP_FROM)) {
            return null;
        }
        String from = values.required(Setting.SMTP_FROM, Formats::sender);
        URI uri = values.required(Setting.SMTP_URI, Formats::uri);
        if (from == null || uri == null) {
            return null;
        }
        return values.required(Setting.SMTP_URI, same -> MailSettings.of(uri, from));
    }

    @Nullable Challenge challenge() {
        String secret = values.get(Setting.CHALLENGE_SECRET);
        if (secret == null) {
            values.pointless(
                    List.of(Setting.CHALLENGE_URI), "is set without " + Values.named(Setting.CHALLENGE_SECRET));
            return null;
        }
        URI address = values.has(Setting.CHALLENGE_URI)
                ? values.required(Setting.CHALLENGE_URI, Formats::webAddress)
                : Turnstile.CLOUDFLARE;
        return address == null ? null : new Challenge(address, new Password(secret.strip()));
    }
}
