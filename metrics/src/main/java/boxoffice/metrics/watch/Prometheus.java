package boxoffice.metrics.watch;

import boxoffice.metrics.Catalogue;
import boxoffice.metrics.MeterDefinition;
import boxoffice.metrics.PrometheusText;

/** Pieces of PromQL, with the names that the page has. */
final class Prometheus {

    private Prometheus() {}

    static String name(MeterDefinition meter) {
        return PrometheusText.nameOf(meter);
    }

    /** All instances together. */
    static String sum(MeterDefinition gauge) {
        return "sum(" + name(gauge) + ")";
    }

    static String max(MeterDefinition gauge) {
        return "max(" + name(gauge) + ")";
    }

    static String perSecond(MeterDefinition counter, String labels) {
        return "sum(rate(" + name(counter) + labels + "[1m]))";
    }

    static String perSecondBy(MeterDefinition counter, String tag) {
        return "sum by (" + tag + ") (rate(" + name(counter) + "[1m]))";
    }

    static String count(MeterDefinition counter, String labels, String time) {
        return "sum(increase(" + name(counter) + labels + "[" + time + "]))";
    }

    /** Of a timer, in seconds. */
    static String quantile(String share, MeterDefinition timer) {
        return "histogram_quantile(" + share + ", sum by (le) (rate(" + name(timer) + "_bucket[1m])))";
    }

    /** How many instances are scraped. */
    static String instances() {
        return "count(" + name(Catalogue.BUILD) + ")";
    }
}
