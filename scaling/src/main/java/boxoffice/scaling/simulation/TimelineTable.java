package boxoffice.scaling.simulation;

import java.util.List;
import java.util.Locale;

/** Writes timelines as text: one as a table, many as a comparison. */
public final class TimelineTable {

    private static final int EVERY_MINUTES = 5;

    private TimelineTable() {}

    /** Every fifth minute, and each in which something happened. */
    public static String of(Timeline timeline) {
        StringBuilder text = new StringBuilder();
        text.append(timeline.scenario().name()).append('\n');
        text.append(timeline.scenario().tells()).append('\n').append('\n');
        text.append("minute  users  desired  in service  warm  busy %  alarm  readers  conn/reader  what happened")
                .append('\n');
        timeline.minutes().stream()
                .filter(minute ->
                        minute.minute() % EVERY_MINUTES == 0 || !minute.events().isEmpty())
                .forEach(minute -> text.append(row(minute)));
        text.append('\n').append(verdict(timeline)).append('\n');
        return text.toString();
    }

    /** One line each: what is there five minutes before, at and five minutes after the opening. */
    public static String comparison(List<Timeline> timelines) {
        StringBuilder text = new StringBuilder();
        text.append("warm instances / readers             T-5     T-2       T     T+5   minutes overloaded")
                .append('\n');
        for (Timeline timeline : timelines) {
            text.append(String.format(
                            Locale.ROOT,
                            "%-32s %7s %7s %7s %7s %12d",
                            timeline.scenario().name(),
                            there(timeline, -5),
                            there(timeline, -2),
                            there(timeline, 0),
                            there(timeline, 5),
                            timeline.minutesOverloaded()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String there(Timeline timeline, int minute) {
        Minute at = timeline.at(minute);
        return at.warm() + " / " + at.readers();
    }

    private static String row(Minute minute) {
        String row = String.format(
                Locale.ROOT,
                "T%+5d %6d %8d %11d %5d %7.0f %6s %8d %12.0f  %s",
                minute.minute(),
                minute.users(),
                minute.desired(),
                minute.inService(),
                minute.warm(),
                minute.busy(),
                minute.alarm() ? "ALARM" : "ok",
                minute.readers(),
                minute.connectionsPerReader(),
                String.join("; ", minute.events()));
        return row.stripTrailing() + '\n';
    }

    private static String verdict(Timeline timeline) {
        return String.format(
                Locale.ROOT,
                "warm instances at T-5, T, T+5: %d, %d, %d; readers: %d, %d, %d; minutes overloaded: %d",
                timeline.at(-5).warm(),
                timeline.at(0).warm(),
                timeline.at(5).warm(),
                timeline.at(-5).readers(),
                timeline.at(0).readers(),
                timeline.at(5).readers(),
                timeline.minutesOverloaded());
    }
}
