package boxoffice.metrics.watch;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.MeterDefinition;
import boxoffice.metrics.cloudwatch.Series;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}. */
final class MetricsDocument {

    private static final int INSTANCES = 3;
    private static final int WINDOW_MINUTES_OF_A_MONTH = 4 * 40;

    private MetricsDocument() {}

    static String markdown() {
        return """
                # What is measured, who reads it, and what it costs

                Generated from `Catalogue`, `Series`, `Dashboards` and `Alarms` in `metrics`, and checked by the build: after a change of
                these, `java -jar metrics/target/boxoffice-metrics.jar --write .` at the root of the repository.

                ## In CloudWatch

                These %d series and no other, in the namespace `Boxoffice` (or what `BOXOFFICE_CLOUDWATCH_NAMESPACE` says), each with exactly
                one dimension, `AutoScalingGroupName`. A number is of one instance and of one step: ten seconds in an opening's window, a minute
                elsewhere. `Sum` adds instances up, `Average` and `Maximum` compare them. A price is for a month, however many instances there are.

                | series | unit | from | resolution | read by | USD a month |
                |---|---|---|---|---|---|
                %s
                ## What that costs

                | a month, at %d instances | series | USD |
                |---|---|---|
                | **published** | %d | %s |
                | requests: a step a minute, and six in each of %d minutes of windows | | %s |
                | the alarms below | | %s |
                | were everything published, with an instance as a dimension | %d | %s |

                At %s USD for a series, %s for 1,000 requests, %s for a metric of an alarm, as quoted for us-east-1, not looked up at AWS: do so before you
                rely on it. A dashboard beyond the third is %s. In the last row a timer is four series, each value of a tag another, an open tag has %d values, and the meters of the JVM are not
                counted.

                ## Alarms

                In [`alarms.json`](../metrics/cloudwatch/alarms.json), each as `aws cloudwatch put-metric-alarm --cli-input-json` takes it.

                | alarm | tells | what to do |
                |---|---|---|
                %s
                ## Dashboards

                | | |
                |---|---|
                | [`opening-day.json`](../metrics/cloudwatch/opening-day.json) | CloudWatch: does the opening go well |
                | [`ordinary-day.json`](../metrics/cloudwatch/ordinary-day.json) | CloudWatch: every other day |
                | [`opening-day.json`](../metrics/grafana/opening-day.json) | Grafana over Prometheus, for those who run without AWS |
                | [`rules.yml`](../metrics/prometheus/rules.yml) | its alerts |
                | [`series.json`](../metrics/cloudwatch/series.json) | names and units, for whoever writes policies |

                In the files for CloudWatch `${namespace}`, `${group}`, `${cluster}`, `${load_balancer}`, `${region}`, `${account}`, `${topic}` and
                `${scale_in_policy}` stand for what is yours: Terraform's `templatefile` fills them in, and so does `envsubst`.

                ## All meters

                On `GET /metrics` of the management port, all of them, at no price.

                | meter | in Prometheus | kind | unit | dimensions | meaning | read by |
                |---|---|---|---|---|---|---|
                %s""".formatted(
                        Series.all().size(),
                        Series.all().stream().map(MetricsDocument::row).collect(Collectors.joining()),
                        INSTANCES,
                        Series.all().size(),
                        Prices.usd(Prices.series(Series.all().size())),
                        WINDOW_MINUTES_OF_A_MONTH,
                        Prices.usd(Prices.requests(INSTANCES, WINDOW_MINUTES_OF_A_MONTH)),
                        Prices.usd(Prices.alarms()),
                        INSTANCES * Unfiltered.seriesOfOneInstance(),
                        Prices.usd(Prices.series(INSTANCES * Unfiltered.seriesOfOneInstance())),
                        Prices.usd(Prices.SERIES_MONTH),
                        Prices.usd(Prices.THOUSAND_REQUESTS),
                        Prices.usd(Prices.ALARM_METRIC_MONTH),
                        Prices.usd(Prices.DASHBOARD_MONTH),
                        Unfiltered.VALUES_OF_AN_OPEN_TAG,
                        Alarms.all().stream().map(MetricsDocument::row).collect(Collectors.joining()),
                        Catalogue.all().stream().map(MetricsDocument::row).collect(Collectors.joining()));
    }

    private static String row(Series series) {
        return "| `%s` | %s | %s | %s | %s | %s |%n"
                .formatted(
                        series.name(),
                        series.unit(),
                        series.source(),
                        series.resolution().words(),
                        Readers.of(series),
                        Prices.usd(Prices.SERIES_MONTH))
                .replace(System.lineSeparator(), "\n");
    }

    private static String row(Alarm alarm) {
        return "| `" + alarm.name() + "` | " + alarm.meaning() + " | " + alarm.runbook() + " |\n";
    }

    private static String row(MeterDefinition meter) {
        return "| `" + meter.name() + "` | `" + Prometheus.name(meter) + "` | " + meter.kindInWords() + " | "
                + meter.unit().word() + " | "
                + meter.tags().stream()
                        .map(tag -> tag.isClosed() ? tag.name() : tag.name() + " (open)")
                        .collect(Collectors.joining(", "))
                + " | " + meter.meaning() + " | " + Readers.of(meter) + " |\n";
    }
}
