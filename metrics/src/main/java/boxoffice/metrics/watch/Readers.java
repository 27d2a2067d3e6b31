package boxoffice.metrics.watch;

import boxoffice.metrics.MeterDefinition;
import boxoffice.metrics.cloudwatch.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who reads what, found by looking: in the policies, the alarms and the dashboards themselves. */
final class Readers {

    private Readers() {}

    /** For people; {@code nobody yet} where it costs money for nothing. */
    static String of(Series series) {
        List<String> readers = new ArrayList<>();
        Optional.ofNullable(Policies.tracked().get(series)).ifPresent(readers::add);
        Alarms.all().stream()
                .filter(alarm -> alarm.reads(series))
                .map(alarm -> "alarm `" + alarm.name() + "`")
                .forEach(readers::add);
        if (isOn(Dashboards.openingDay(), series)) {
            readers.add("dashboard of the opening day");
        }
        if (isOn(Dashboards.ordinaryDay(), series)) {
            readers.add("dashboard of an ordinary day");
        }
        return inWords(readers);
    }

    /** Who reads the meter itself, from Prometheus or by way of a series. */
    static String of(MeterDefinition meter) {
        List<String> readers = new ArrayList<>();
        String name = Prometheus.name(meter);
        if (Grafana.panels().stream()
                .flatMap(panel -> panel.queries().stream())
                .anyMatch(query -> isNamedIn(query.expression(), name))) {
            readers.add("Grafana");
        }
        PrometheusRules.all().stream()
                .filter(rule -> isNamedIn(rule.expression(), name))
                .map(rule -> "rule `" + rule.alert() + "`")
                .forEach(readers::add);
        Series.all().stream()
                .filter(series -> series.meter() == meter)
                .map(series -> "CloudWatch `" + series.name() + "`")
                .forEach(readers::add);
        return inWords(readers);
    }

    private static boolean isOn(List<Panel> dashboard, Series series) {
        Metric metric = Metric.of(series);
        return dashboard.stream()
                .flatMap(panel -> panel.lines().stream())
                .anyMatch(line -> line.metric().filter(metric::equals).isPresent());
    }

    private static boolean isNamedIn(String expression, String name) {
        return expression.matches(".*\\b" + name + "(_bucket|_max|_sum|_count)?\\b.*");
    }

    private static String inWords(List<String> readers) {
        return readers.isEmpty() ? "nobody yet" : String.join(", ", readers);
    }
}
