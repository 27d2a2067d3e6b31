package boxoffice.metrics.watch;

import boxoffice.metrics.Catalogue;
import java.util.List;
import java.util.stream.Collectors;

/** The alerts for those who run without AWS; whoever runs in it has the {@link Alarms}. */
final class PrometheusRules {

    private static final String NOT_WELL = "{status=~\"5..\",status!=\"503\"}";

    private PrometheusRules() {}

    static List<PrometheusRule> all() {
        return List.of(
                new PrometheusRule(
                        "BoxofficeSilent",
                        "absent(" + Prometheus.name(Catalogue.BUILD) + ")",
                        "1m",
                        "No instance is scraped.",
                        "Ask an instance for /live on its management port; start one where none answers."),
                new PrometheusRule(
                        "BoxofficeWriterSilent",
                        Prometheus.max(Catalogue.CLAIM_QUEUE_AGE) + " > 3",
                        "0s",
                        "Claims have waited for the writer for more than three seconds.",
                        "Look whether the database is failing over; no acknowledged ticket is lost by it."),
                new PrometheusRule(
                        "BoxofficeOutcomeUnknown",
                        Prometheus.count(Catalogue.CLAIMS, "{outcome=\"undetermined\"}", "1m") + " > 10",
                        "0s",
                        "Members were told that the outcome of their claim is unknown.",
                        "Check that the change of the writer is over; asking again gives each member the truth."),
                new PrometheusRule(
                        "BoxofficeAuditBreach",
                        Prometheus.count(Catalogue.AUDIT_BREACHES, "", "5m") + " > 0",
                        "0s",
                        "The books of an opening did not add up, so it was frozen.",
                        "Read the reason in its audit log, repair the tables, then resume it."),
                new PrometheusRule(
                        "BoxofficeAuditOld",
                        Prometheus.max(Catalogue.AUDIT_AGE) + " > 120",
                        "1m",
                        "The books of an opening have not been looked at for two minutes.",
                        "Look at the readers and the writer; the log says what could not be read."),
                new PrometheusRule(
                        "BoxofficeFailures",
                        Prometheus.count(Catalogue.HTTP_REQUESTS, NOT_WELL, "2m") + " > 10",
                        "0s",
                        "Requests were answered with a 5xx status other than 503.",
                        "Read the log for the first failure; end an instance that alone fails."),
                new PrometheusRule(
                        "BoxofficeSlow",
                        Prometheus.quantile("0.99", Catalogue.CLAIM_TIME) + " > 1",
                        "1m",
                        "One claim of a hundred takes more than a second.",
                        "Slow batches mean the writer, late event loops mean too few instances."),
                new PrometheusRule(
                        "BoxofficeEventLoopsLate",
                        Prometheus.max(Catalogue.EVENT_LOOP_LAG) + " > 0.5",
                        "1m",
                        "Event loops come more than half a second late.",
                        "Too few instances, or one that collects garbage without end: end that one."),
                new PrometheusRule(
                        "BoxofficeOpeningsOld",
                        Prometheus.max(Catalogue.OPENINGS_AGE) + " > 90",
                        "1m",
                        "Openings are shown from memory, since no reader answers.",
                        "Look at the readers; claims are not affected."),
                new PrometheusRule(
                        "BoxofficeNoConnection",
                        Prometheus.count(Catalogue.POOL_ACQUIRE_FAILURES, "", "1m") + " > 10",
                        "0s",
                        "Callers get no connection to the database.",
                        "Compare the connections that are busy with the pool: full means more readers, empty means that"
                                + " the database refuses."),
                new PrometheusRule(
                        "BoxofficeCloudWatchDoesNotTakeMetrics",
                        Prometheus.count(Catalogue.CLOUDWATCH_PUBLICATIONS, "{result=\"lost\"}", "3m") + " > 2",
                        "0s",
                        "CloudWatch takes no metrics, so policies and alarms there see none.",
                        "The log of the instance says why: the role, the endpoint or the network."));
    }

    static String yaml() {
        return "# Generated from the catalogue; see metrics/README.md.\ngroups:\n  - name: boxoffice\n    rules:\n"
                + all().stream().map(PrometheusRule::yaml).collect(Collectors.joining());
    }
}
