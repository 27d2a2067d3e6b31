package boxoffice.metrics.watch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Draws a dashboard as one picture from what a CloudWatch holds, so that people can look at it before anything is
 * deployed: {@code DashboardPicture ENDPOINT NAMESPACE GROUP MINUTES FOLDER}. Panels that read only what AWS publishes
 * stay empty.
 */
final class DashboardPicture {

    private static final int CELL = 50;
    private static final int ROW = 42;
    private static final Pattern PER_SECOND = Pattern.compile("(\\w+) / PERIOD\\(\\1\\)");
    private static final Pattern MEAN = Pattern.compile("IF\\((\\w+) > 0, (\\w+) / \\1\\)");

    private final CloudWatchClient cloudWatch;
    private final String namespace;
    private final String group;
    private final Instant from;
    private final Instant until;
    private final StringBuilder svg = new StringBuilder();

    private DashboardPicture(CloudWatchClient cloudWatch, String namespace, String group, Instant from, Instant until) {
        this.cloudWatch = cloudWatch;
        this.namespace = namespace;
        this.group = group;
        this.from = from;
        this.until = until;
    }

    public static void main(String[] args) throws IOException {
        Instant until = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10 + 10);
        Instant from = until.minus(Duration.ofMinutes(Long.parseLong(args[3])));
        Path folder = Files.createDirectories(Path.of(args[4]));
        try (CloudWatchClient client = CloudWatchClient.builder()
                .endpointOverride(URI.create(args[0]))
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            Files.writeString(
                    folder.resolve("opening-day.svg"),
                    new DashboardPicture(client, args[1], args[2], from, until)
                            .draw("Opening day", Dashboards.openingDay()));
            Files.writeString(
                    folder.resolve("ordinary-day.svg"),
                    new DashboardPicture(client, args[1], args[2], from, until)
                            .draw("Ordinary day", Dashboards.ordinaryDay()));
        }
    }

    private String draw(String title, List<Panel> panels) {
        List<Map<String, Object>> places = Panel.laidOut(panels);
        int bottom = places.stream()
                .mapToInt(place -> number(place, "y") + number(place, "height"))
                .max()
                .orElse(0);
        svg.append("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'>"
                .formatted(Panel.COLUMNS * CELL, bottom * ROW + 40));
        svg.append("<rect width='100%' height='100%' fill='#f2f3f3'/>");
        text(10, 26, 20, "#111", "start", title + ", " + from + " to " + until);
        for (int i = 0; i < panels.size(); i++) {
            Map<String, Object> place = places.get(i);
            panel(
                    panels.get(i),
                    number(place, "x") * CELL + 4,
                    number(place, "y") * ROW + 40,
                    number(place, "width") * CELL - 8,
                    number(place, "height") * ROW - 6);
        }
        return svg.append("</svg>").toString();
    }

    private static int number(Map<String, Object> place, String key) {
        return Integer.parseInt(String.valueOf(place.get(key)));
    }

    /** What is drawn of a line: values by seconds. */
    private record Drawn(Line line, NavigableMap<Long, Double> values) {}

    private void panel(Panel panel, int x, int y, int width, int height) {
        svg.append("<rect x='%d' y='%d' width='%d' height='%d' fill='white' stroke='#d5dbdb'/>"
                .formatted(x, y, width, height));
        text(x + 8, y + 17, 13, "#111", "start", panel.title());
        List<Drawn> lines = drawn(panel);
        if (lines.stream().allMatch(line -> line.values().isEmpty())) {
            text(x + width / 2, y + height / 2 + 6, 12, "#999", "middle", "published by AWS");
        } else if (panel.isNumber()) {
            Drawn only = lines.get(0);
            text(
                    x + width / 2,
                    y + height / 2 + 28,
                    40,
                    only.line().color(),
                    "middle",
                    figure(only.values().lastEntry().getValue()) + (panel.unit().isEmpty() ? "" : " " + panel.unit()));
        } else {
            chart(panel, lines, x + 52, y + 28, width - 62, height - 66);
            legend(lines, x + 10, y + height - 8);
        }
    }

    private List<Drawn> drawn(Panel panel) {
        Map<String, NavigableMap<Long, Double>> byId = new HashMap<>();
        List<Drawn> drawn = new ArrayList<>();
        for (Line line : panel.lines()) {
            if (line.isHidden()) {
                byId.put(line.id(), read(line, panel.periodSeconds()));
            } else if (line.metric().isPresent()) {
                drawn.add(new Drawn(line, read(line, panel.periodSeconds())));
            } else {
                drawn.add(new Drawn(line, computed(line.expression(), byId, panel.periodSeconds())));
            }
        }
        return drawn;
    }

    private static NavigableMap<Long, Double> computed(
            String expression, Map<String, NavigableMap<Long, Double>> byId, int periodSeconds) {
        TreeMap<Long, Double> values = new TreeMap<>();
        Matcher perSecond = PER_SECOND.matcher(expression);
        Matcher mean = MEAN.matcher(expression);
        if (perSecond.matches()) {
            byId.getOrDefault(perSecond.group(1), new TreeMap<>())
                    .forEach((at, value) -> values.put(at, value / periodSeconds));
        } else if (mean.matches()) {
            NavigableMap<Long, Double> counts = byId.getOrDefault(mean.group(1), new TreeMap<>());
            byId.getOrDefault(mean.group(2), new TreeMap<>()).forEach((at, sum) -> Optional.ofNullable(counts.get(at))
                    .filter(count -> count > 0)
                    .ifPresent(count -> values.put(at, sum / count)));
        } else {
            throw new IllegalArgumentException("cannot compute " + expression);
        }
        return values;
    }

    private NavigableMap<Long, Double> read(Line line, int periodSeconds) {
        TreeMap<Long, Double> values = new TreeMap<>();
        Metric metric = line.metric().orElseThrow();
        if (!metric.namespace().equals(Metric.NAMESPACE)) {
            return values;
        }
        Statistic statistic = Statistic.fromValue(line.statistic());
        for (Datapoint point : cloudWatch
                .getMetricStatistics(GetMetricStatisticsRequest.builder()
                        .namespace(namespace)
                        .metricName(metric.name())
                        .dimensions(Dimension.builder()
                                .name(metric.dimensions().get(0))
                                .value(group)
                                .build())
                        .startTime(from)
                        .endTime(until)
                        .period(periodSeconds)
                        .statistics(statistic)
                        .build())
                .datapoints()) {
            values.put(
                    point.timestamp().getEpochSecond(),
                    switch (statistic) {
                        case SUM -> point.sum();
                        case AVERAGE -> point.average();
                        case MAXIMUM -> point.maximum();
                        case SAMPLE_COUNT -> point.sampleCount();
                        default -> throw new IllegalArgumentException(line.statistic());
                    });
        }
        return values;
    }

    private void chart(Panel panel, List<Drawn> lines, int x, int y, int width, int height) {
        TreeMap<Long, Double> stack = new TreeMap<>();
        double most = 0;
        for (Drawn line : lines) {
            for (Map.Entry<Long, Double> value : line.values().entrySet()) {
                double top = panel.isStacked()
                        ? stack.merge(value.getKey(), value.getValue(), Double::sum)
                        : value.getValue();
                most = Math.max(most, top);
            }
        }
        double top = most == 0 ? 1 : most * 1.05;
        for (int mark = 0; mark <= 2; mark++) {
            int at = y + height - height * mark / 2;
            svg.append("<path d='M%d %dH%d' stroke='#eee'/>".formatted(x, at, x + width));
            text(x - 5, at + 4, 11, "#555", "end", figure(top * mark / 2));
        }
        text(x, y + height + 14, 11, "#555", "start", from.toString().substring(11, 16));
        text(x + width, y + height + 14, 11, "#555", "end", until.toString().substring(11, 16));
        TreeMap<Long, Double> below = new TreeMap<>();
        double barWidth = Math.max(
                2,
                (double) width
                        * panel.periodSeconds()
                        / Duration.between(from, until).toSeconds());
        for (Drawn line : lines) {
            StringBuilder path = new StringBuilder();
            for (Map.Entry<Long, Double> value : line.values().entrySet()) {
                double share = (value.getKey() - from.getEpochSecond())
                        / (double) Duration.between(from, until).toSeconds();
                double atX = x + share * width;
                if (panel.isStacked()) {
                    double base = below.getOrDefault(value.getKey(), 0.0);
                    below.put(value.getKey(), base + value.getValue());
                    svg.append(String.format(
                            Locale.ROOT,
                            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                            atX,
                            y + height - (base + value.getValue()) / top * height,
                            barWidth,
                            value.getValue() / top * height,
                            line.line().color()));
                } else {
                    path.append(String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            path.isEmpty() ? "M" : "L",
                            atX,
                            y + height - value.getValue() / top * height));
                }
            }
            if (!path.isEmpty()) {
                svg.append(
                        "<path d='%sh0' fill='none' stroke='%s' stroke-width='4' stroke-linecap='round' stroke-linejoin='round'/>"
                                .formatted(path, line.line().color()));
            }
        }
        text(x - 44, y - 2, 10, "#777", "start", panel.unit());
    }

    private void legend(List<Drawn> lines, int x, int y) {
        int at = x;
        for (Drawn line : lines) {
            if (!line.values().isEmpty()) {
                svg.append("<rect x='%d' y='%d' width='9' height='9' fill='%s'/>"
                        .formatted(at, y - 9, line.line().color()));
                text(at + 13, y, 11, "#333", "start", line.line().label());
                at += 26 + line.line().label().length() * 6;
            }
        }
    }

    private static String figure(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.1f", value);
    }

    private void text(int x, int y, int size, String color, String anchor, String words) {
        svg.append("<text x='%d' y='%d' font-size='%d' fill='%s' text-anchor='%s'>%s</text>"
                .formatted(
                        x, y, size, color, anchor, words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
