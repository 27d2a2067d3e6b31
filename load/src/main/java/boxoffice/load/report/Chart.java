package boxoffice.load.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Draws one plot as SVG, scaled by whoever shows it. Narrow, so that its labels can be read on a phone. Confined to one
 * thread.
 */
final class Chart {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 250;
    private static final int LEFT = 46;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 36;

    private final Axis x;
    private final Axis y;
    private final String title;
    private final String xUnit;
    private final StringBuilder drawn = new StringBuilder();
    private final StringBuilder legend = new StringBuilder();
    private Map<Double, String> xLabels = new TreeMap<>();

    Chart(String title, Axis x, String xUnit, Axis y) {
        this.title = title;
        this.x = x;
        this.xUnit = xUnit;
        this.y = y;
        x.marks().forEach(mark -> xLabels.put(mark, x.label(mark)));
    }

    /** Other marks than the axis has by itself. */
    Chart marked(Map<Double, String> labels) {
        xLabels = new TreeMap<>(labels);
        return this;
    }

    /** Points joined by straight lines. */
    Chart line(String name, String colour, List<Point> points) {
        return path(name, colour, points.stream().map(this::at).collect(Collectors.joining(" ")));
    }

    /** Points joined by level lines: each value holds until the next. */
    Chart steps(String name, String colour, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            if (i > 0) {
                path.append(at(new Point(points.get(i).x(), points.get(i - 1).y())))
                        .append(' ');
            }
            path.append(at(points.get(i))).append(' ');
        }
        return path(name, colour, path.toString().strip());
    }

    /** Bars one on the other, each as wide as a bucket. */
    Chart stack(List<Layer> layers, double from, double width) {
        double[] tops = new double
                [layers.stream().mapToInt(layer -> layer.heights().size()).max().orElse(0)];
        for (Layer layer : layers) {
            if (layer.isEmpty()) {
                continue;
            }
            drawn.append("<g fill=\"").append(layer.colour()).append("\">");
            for (int i = 0; i < layer.heights().size(); i++) {
                double height = layer.heights().get(i);
                if (height > 0) {
                    drawn.append(bar(from + i * width, from + (i + 1) * width, tops[i], tops[i] + height));
                    tops[i] += height;
                }
            }
            drawn.append("</g>");
            entry(layer.name(), layer.colour());
        }
        return this;
    }

    /** A figure with its caption and legend. */
    String html() {
        return "<figure><figcaption>" + Text.escaped(title) + "</figcaption><svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" role=\"img\" aria-label=\"" + Text.escaped(title) + "\">" + frame() + drawn
                + "</svg><p class=\"legend\">" + legend + "</p></figure>\n";
    }

    private Chart path(String name, String colour, String points) {
        drawn.append("<polyline fill=\"none\" stroke-width=\"1.8\" stroke-linejoin=\"round\" stroke=\"")
                .append(colour)
                .append("\" points=\"")
                .append(points)
                .append("\"/>");
        entry(name, colour);
        return this;
    }

    private void entry(String name, String colour) {
        legend.append("<span><i style=\"background:")
                .append(colour)
                .append("\"></i>")
                .append(Text.escaped(name))
                .append("</span> ");
    }

    private String frame() {
        StringBuilder frame = new StringBuilder("<g class=\"grid\">");
        for (double mark : y.marks()) {
            frame.append("<path d=\"M%d %sH%d\"/>".formatted(LEFT, down(mark), WIDTH - RIGHT));
        }
        frame.append("</g><g class=\"y\">");
        for (double mark : y.marks()) {
            frame.append("<text x=\"%d\" y=\"%s\" dy=\"4\">%s</text>".formatted(LEFT - 6, down(mark), y.label(mark)));
        }
        frame.append("</g><g class=\"x\">");
        xLabels.forEach((mark, label) ->
                frame.append("<text x=\"%s\" y=\"%d\">%s</text>".formatted(across(mark), HEIGHT - BOTTOM + 16, label)));
        frame.append("<text x=\"%d\" y=\"%d\">%s</text></g>"
                .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, Text.escaped(xUnit)));
        if (x.from() < 0 && x.to() > 0) {
            frame.append("<path class=\"opening\" d=\"M%s %dV%d\"/>".formatted(across(0), TOP, HEIGHT - BOTTOM));
        }
        return frame.toString();
    }

    private String bar(double left, double right, double low, double high) {
        double pixels = (x.share(right) - x.share(left)) * (WIDTH - LEFT - RIGHT);
        return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
                .formatted(
                        across(left),
                        down(high),
                        Text.of(Math.max(0.5, pixels - 0.6), 1),
                        Text.of((y.share(high) - y.share(low)) * (HEIGHT - TOP - BOTTOM), 1));
    }

    private String at(Point point) {
        return across(point.x()) + "," + down(point.y());
    }

    private String across(double value) {
        return Text.of(LEFT + x.share(value) * (WIDTH - LEFT - RIGHT), 1);
    }

    private String down(double value) {
        return Text.of(HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM), 1);
    }
}
