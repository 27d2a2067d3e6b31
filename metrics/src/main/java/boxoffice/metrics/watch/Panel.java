package boxoffice.metrics.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One widget of a CloudWatch dashboard.
 *
 * @param view {@code timeSeries} or {@code singleValue}
 * @param periodSeconds of one point
 * @param unit of the axis, for people
 */
record Panel(
        String title,
        String view,
        int width,
        int height,
        int periodSeconds,
        boolean isStacked,
        String unit,
        List<Line> lines) {

    static final int COLUMNS = 24;

    static Panel chart(String title, int width, int periodSeconds, String unit, Line... lines) {
        return new Panel(title, "timeSeries", width, 6, periodSeconds, false, unit, List.of(lines));
    }

    static Panel number(String title, int width, int periodSeconds, String unit, Line line) {
        return new Panel(title, "singleValue", width, 3, periodSeconds, false, unit, List.of(line));
    }

    Panel stacked() {
        return new Panel(title, view, width, height, periodSeconds, true, unit, lines);
    }

    boolean isNumber() {
        return view.equals("singleValue");
    }

    /** Side by side from the left, in rows of equal height. */
    static List<Map<String, Object>> laidOut(List<Panel> panels) {
        List<Map<String, Object>> widgets = new ArrayList<>();
        int x = 0;
        int y = 0;
        int rowHeight = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y += rowHeight;
                rowHeight = 0;
            }
            widgets.add(panel.json(x, y));
            x += panel.width();
            rowHeight = Math.max(rowHeight, panel.height());
        }
        return widgets;
    }

    private Map<String, Object> json(int x, int y) {
        Map<String, Object> properties = Json.object(
                "title", title,
                "view", view,
                "stacked", isStacked,
                "region", "${region}",
                "period", periodSeconds,
                "metrics", lines.stream().map(Line::json).toList());
        if (!isNumber()) {
            properties.put("yAxis", Json.object("left", Json.object("min", 0, "label", unit, "showUnits", false)));
        }
        return Json.object(
                "type", "metric", "x", x, "y", y, "width", width, "height", height, "properties", properties);
    }
}
