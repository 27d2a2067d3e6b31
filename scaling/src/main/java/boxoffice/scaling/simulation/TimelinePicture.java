package boxoffice.scaling.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws a timeline as SVG: the members, how busy the instances are, and how many of what there are. */
public final class TimelinePicture {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 520;
    private static final int LEFT = 60;
    private static final int RIGHT = 700;
    private static final int FROM = -40;
    private static final int TO = 80;
    private static final int USERS_MAX = 2_400;
    private static final int COUNT_MAX = 4;
    private static final double APART = 0.06; // so that two lines of the same value are two lines
    private static final String GREY = "#555";

    /** A panel from its top to its bottom; values from 0 to its maximum. */
    private record Panel(String title, int top, int bottom, int max) {

        double y(double value) {
            return bottom - Math.min(value, max) / max * (bottom - top);
        }
    }

    private static final Panel USERS = new Panel("members", 70, 170, USERS_MAX);
    private static final Panel BUSY = new Panel("busy, percent", 205, 305, 100);
    private static final Panel COUNT = new Panel("warm instances (blue), readers (orange)", 340, 470, COUNT_MAX);

    private final StringBuilder svg = new StringBuilder();

    private TimelinePicture() {}

    public static String of(Timeline timeline) {
        return new TimelinePicture().drawn(timeline);
    }

    private String drawn(Timeline timeline) {
        List<Minute> shown = timeline.minutes().stream()
                .filter(minute -> minute.minute() >= FROM && minute.minute() <= TO)
                .toList();
        add(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                HEIGHT));
        add(String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT));
        text(LEFT, 24, "start", "#222", timeline.scenario().name());
        text(LEFT, 42, "start", GREY, timeline.scenario().tells());
        frame(USERS);
        frame(BUSY);
        frame(COUNT);
        line(USERS, shown, Minute::users, "#666", false);
        line(BUSY, shown, Minute::busy, "#c0392b", false);
        line(COUNT, shown, Minute::warm, "#1f6fb2", true);
        line(COUNT, shown, minute -> minute.readers() + APART, "#e67e22", true);
        for (int minute = FROM; minute <= TO; minute += 10) {
            text(x(minute), 488, "middle", GREY, minute == 0 ? "T" : String.format(Locale.ROOT, "%+d", minute));
        }
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#222\" stroke-dasharray=\"4 3\"/>",
                x(0),
                USERS.top(),
                COUNT.bottom()));
        text((LEFT + RIGHT) / 2.0, 508, "middle", GREY, "minutes from the opening");
        add("</svg>");
        return svg.toString();
    }

    private void frame(Panel panel) {
        add(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#ccc\"/>",
                LEFT,
                panel.top(),
                RIGHT - LEFT,
                panel.bottom() - panel.top()));
        text(LEFT, panel.top() - 6, "start", "#222", panel.title());
        text(LEFT - 6, panel.bottom(), "end", GREY, "0");
        text(LEFT - 6, panel.top() + 10, "end", GREY, String.valueOf(panel.max()));
    }

    private void text(double x, int y, String anchor, String colour, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                anchor,
                colour,
                text));
    }

    private void line(Panel panel, List<Minute> minutes, ToDoubleFunction<Minute> value, String colour, boolean steps) {
        StringBuilder points = new StringBuilder();
        double before = Double.NaN;
        for (Minute minute : minutes) {
            double y = panel.y(value.applyAsDouble(minute));
            if (steps && !Double.isNaN(before)) {
                points.append(point(minute, before));
            }
            points.append(point(minute, y));
            before = y;
        }
        add("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + colour + "\" points=\""
                + points.toString().strip() + "\"/>");
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }

    private static String point(Minute minute, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x(minute.minute()), y);
    }

    private static double x(int minute) {
        return LEFT + (minute - FROM) * (double) (RIGHT - LEFT) / (TO - FROM);
    }
}
