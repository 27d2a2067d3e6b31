package boxoffice.metrics.watch;

import boxoffice.metrics.cloudwatch.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The files that are made from the catalogue, by their place in the repository. */
public final class Generated {

    private Generated() {}

    /** Their contents, as they must be. */
    public static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("docs/metrics.md", MetricsDocument.markdown());
        files.put("metrics/cloudwatch/opening-day.json", Dashboards.json(Dashboards.openingDay()));
        files.put("metrics/cloudwatch/ordinary-day.json", Dashboards.json(Dashboards.ordinaryDay()));
        files.put("metrics/cloudwatch/alarms.json", Alarms.json());
        files.put("metrics/cloudwatch/series.json", series());
        files.put("metrics/grafana/opening-day.json", Grafana.json());
        files.put("metrics/prometheus/rules.yml", PrometheusRules.yaml());
        return files;
    }

    /** Writes them anew; other files are left alone. */
    public static void writeTo(Path repository) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = repository.resolve(file.getKey());
            Path folder = Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Path unused = Files.writeString(folder.resolve(path.getFileName()), file.getValue());
        }
    }

    private static String series() {
        Map<String, Object> bySeries = new LinkedHashMap<>();
        Series.all()
                .forEach(series -> bySeries.put(
                        series.name(),
                        Json.object(
                                "unit", series.unit(),
                                "resolution", series.resolution().words(),
                                "tracked", Policies.tracked().containsKey(series))));
        return Json.of(Json.object("dimension", Series.DIMENSION, "series", bySeries));
    }
}
