package boxoffice.metrics.watch;

import boxoffice.metrics.Catalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The dashboard of an opening for Grafana over Prometheus: the same questions as the one in CloudWatch. */
final class Grafana {

    private Grafana() {}

    /**
     * @param kind {@code stat} or {@code timeseries}
     * @param unit as Grafana calls it
     */
    record GrafanaPanel(String title, String kind, int width, String unit, List<Query> queries) {}

    record Query(String legend, String expression) {}

    static List<GrafanaPanel> panels() {
        return List.of(
                number("Opens in", "s", Prometheus.max(Catalogue.OPENING_COUNTDOWN)),
                number("Tickets left", "none", Prometheus.max(Catalogue.TICKETS_LEFT)),
                number("Sold out after", "s", Prometheus.max(Catalogue.SELL_OUT_TIME)),
                number("Members connected", "none", Prometheus.sum(Catalogue.HTTP_CONNECTIONS)),
                number("Instances", "none", Prometheus.instances()),
                number(
                        "Failed answers in an hour",
                        "none",
                        Prometheus.count(Catalogue.HTTP_REQUESTS, "{status=~\"5..\",status!=\"503\"}", "1h")),
                chart(
                        "Claims answered in a second",
                        12,
                        "none",
                        new Query("{{outcome}}", Prometheus.perSecondBy(Catalogue.CLAIMS, "outcome"))),
                chart(
                        "A claim's answer takes",
                        12,
                        "s",
                        new Query("p50", Prometheus.quantile("0.5", Catalogue.CLAIM_TIME)),
                        new Query("p99", Prometheus.quantile("0.99", Catalogue.CLAIM_TIME)),
                        new Query("slowest", "max(" + Prometheus.name(Catalogue.CLAIM_TIME) + "_max)")),
                chart("Tickets left", 8, "none", new Query("left", Prometheus.max(Catalogue.TICKETS_LEFT))),
                chart(
                        "Members",
                        8,
                        "none",
                        new Query("connections", Prometheus.sum(Catalogue.HTTP_CONNECTIONS)),
                        new Query("requests on the way", Prometheus.sum(Catalogue.HTTP_IN_FLIGHT)),
                        new Query("claims that wait for a batch", Prometheus.sum(Catalogue.CLAIM_QUEUE_DEPTH))),
                chart(
                        "Answers in a second",
                        8,
                        "none",
                        new Query("{{status}}", Prometheus.perSecondBy(Catalogue.HTTP_REQUESTS, "status"))),
                chart(
                        "Event loops: busy",
                        8,
                        "percent",
                        new Query("{{instance}}", Prometheus.name(Catalogue.EVENT_LOOP_UTILISATION))),
                chart(
                        "Event loops are late by",
                        8,
                        "s",
                        new Query("{{instance}}", Prometheus.name(Catalogue.EVENT_LOOP_LAG))),
                chart(
                        "Batches",
                        8,
                        "none",
                        new Query(
                                "{{result}}, in a second", Prometheus.perSecondBy(Catalogue.BATCH_ATTEMPTS, "result"))),
                chart(
                        "A batch takes",
                        8,
                        "s",
                        new Query("p50", Prometheus.quantile("0.5", Catalogue.BATCH_TIME)),
                        new Query("p99", Prometheus.quantile("0.99", Catalogue.BATCH_TIME))),
                chart(
                        "Connections to the database",
                        8,
                        "none",
                        new Query("{{pool}}, busy", "sum by (pool) (" + Prometheus.name(Catalogue.POOL_BUSY) + ")"),
                        new Query("{{pool}}, limit", "sum by (pool) (" + Prometheus.name(Catalogue.POOL_LIMIT) + ")"),
                        new Query(
                                "wait for the {{pool}}",
                                "sum by (pool) (" + Prometheus.name(Catalogue.POOL_WAITING) + ")")),
                chart(
                        "Openings in memory are old by",
                        8,
                        "s",
                        new Query("{{instance}}", Prometheus.name(Catalogue.OPENINGS_AGE))));
    }

    /** As Grafana imports it; asks for the source of data then. */
    static String json() {
        List<Map<String, Object>> laidOut = new ArrayList<>();
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (GrafanaPanel panel : panels()) {
            int height = panel.kind().equals("stat") ? 4 : 8;
            if (x + panel.width() > Panel.COLUMNS) {
                x = 0;
                y += rowHeight;
            }
            rowHeight = height;
            laidOut.add(json(panel, laidOut.size() + 1, Json.object("x", x, "y", y, "w", panel.width(), "h", height)));
            x += panel.width();
        }
        return Json.of(Json.object(
                "__inputs",
                List.of(Json.object(
                        "name",
                        "DS_PROMETHEUS",
                        "label",
                        "Prometheus",
                        "type",
                        "datasource",
                        "pluginId",
                        "prometheus")),
                "title",
                "Boxoffice: opening day",
                "uid",
                "boxoffice-opening-day",
                "schemaVersion",
                39,
                "refresh",
                "5s",
                "time",
                Json.object("from", "now-15m", "to", "now"),
                "panels",
                laidOut));
    }

    private static Map<String, Object> json(GrafanaPanel panel, int id, Map<String, Object> position) {
        Map<String, Object> source = Json.object("type", "prometheus", "uid", "${DS_PROMETHEUS}");
        return Json.object(
                "id",
                id,
                "title",
                panel.title(),
                "type",
                panel.kind(),
                "datasource",
                source,
                "gridPos",
                position,
                "fieldConfig",
                Json.object("defaults", Json.object("unit", panel.unit(), "min", 0), "overrides", List.of()),
                "targets",
                IntStream.range(0, panel.queries().size())
                        .mapToObj(i -> Json.object(
                                "refId",
                                Character.toString('A' + i),
                                "datasource",
                                source,
                                "expr",
                                panel.queries().get(i).expression(),
                                "legendFormat",
                                panel.queries().get(i).legend()))
                        .toList());
    }

    private static GrafanaPanel number(String title, String unit, String expression) {
        return new GrafanaPanel(title, "stat", 4, unit, List.of(new Query(title, expression)));
    }

    private static GrafanaPanel chart(String title, int width, String unit, Query... queries) {
        return new GrafanaPanel(title, "timeseries", width, unit, List.of(queries));
    }
}
