package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import boxoffice.metrics.cloudwatch.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a panel: a metric, or what is computed of others of the panel.
 *
 * @param expression metric math; empty for a metric
 */
record Line(String label, String color, Optional<Metric> metric, String statistic, String id, String expression) {

    static final String GREEN = "#2ca02c";
    static final String BLUE = "#1f77b4";
    static final String GREY = "#7f7f7f";
    static final String ORANGE = "#ff7f0e";
    static final String RED = "#d62728";
    static final String PURPLE = "#9467bd";

    /** With the statistic that adds instances up where it counts, and shows the worst where it does not. */
    static Line of(Series series, String label, String color) {
        boolean adds = series.statistic() == Statistic.COUNT || series.statistic() == Statistic.SUM;
        return of(Metric.of(series), adds ? "Sum" : "Maximum", label, color);
    }

    static Line of(Metric metric, String statistic, String label, String color) {
        return new Line(label, color, Optional.of(metric), statistic, "", "");
    }

    /** Is not drawn; others compute with it. */
    static Line hidden(String id, Series series) {
        return new Line("", "", Optional.of(Metric.of(series)), "Sum", id, "");
    }

    static Line computed(String expression, String label, String color) {
        return new Line(label, color, Optional.empty(), "", "", expression);
    }

    boolean isHidden() {
        return !id.isEmpty();
    }

    List<Object> json() {
        if (metric.isEmpty()) {
            return List.of(Json.object("expression", expression, "label", label, "color", color));
        }
        List<Object> json =
                new ArrayList<>(List.of(metric.get().namespace(), metric.get().name()));
        json.addAll(metric.get().dimensions());
        Map<String, Object> options = isHidden()
                ? Json.object("id", id, "stat", statistic, "visible", false)
                : Json.object("label", label, "stat", statistic, "color", color);
        json.add(options);
        return json;
    }
}
