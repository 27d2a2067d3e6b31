package boxoffice.scaling.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many members are there at a second, counted from the opening; straight between the points it was given. */
public final class Traffic {

    private final NavigableMap<Integer, Integer> points = new TreeMap<>();

    private Traffic() {}

    /** Always so many. */
    public static Traffic steady(int users) {
        return new Traffic().at(0, users);
    }

    /** The seed's figures: few for days, some who wait for the opening, all of them at it, gone half an hour later. */
    public static Traffic rush(int idle, int peak) {
        return steady(idle)
                .at(-600, idle)
                .at(-60, idle + peak / 5)
                .at(-1, peak / 2)
                .at(0, peak)
                .at(180, peak)
                .at(600, peak / 3)
                .at(1_500, idle);
    }

    /** Reads {@code SECOND:USERS,SECOND:USERS,...}, seconds counted from the opening. */
    public static Traffic parse(String text) {
        Traffic traffic = new Traffic();
        for (String point : text.split(",", -1)) {
            List<String> fields = Arrays.asList(point.strip().split(":", -1));
            if (fields.size() != 2) {
                throw new IllegalArgumentException("not SECOND:USERS: " + point);
            }
            traffic.points.put(Integer.valueOf(fields.get(0)), Integer.valueOf(fields.get(1)));
        }
        return traffic;
    }

    /** The same, and the same again so much later; where both are there, the members of both. */
    public Traffic again(int seconds) {
        Traffic both = new Traffic();
        points.keySet().forEach(second -> {
            both.points.put(second, 0);
            both.points.put(second + seconds, 0);
        });
        int idle = points.firstEntry().getValue();
        both.points.replaceAll((second, nothing) -> usersAt(second) + usersAt(second - seconds) - idle);
        return both;
    }

    int usersAt(int second) {
        var before = points.floorEntry(second);
        var after = points.ceilingEntry(second);
        if (before == null) {
            return points.firstEntry().getValue();
        }
        if (after == null || after.getKey().equals(before.getKey())) {
            return before.getValue();
        }
        double part = (second - before.getKey()) / (double) (after.getKey() - before.getKey());
        return (int) Math.round(before.getValue() + part * (after.getValue() - before.getValue()));
    }

    private Traffic at(int second, int users) {
        points.put(second, users);
        return this;
    }
}
