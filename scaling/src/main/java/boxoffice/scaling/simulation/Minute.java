package boxoffice.scaling.simulation;

import java.util.List;

/**
 * What is there at the start of a minute, counted from the opening.
 *
 * @param warm instances that can take their full share
 * @param busy percent, mean over the instances in service
 * @param events what happened in the minute before
 */
public record Minute(
        int minute,
        int users,
        int desired,
        int inService,
        int warm,
        double busy,
        boolean alarm,
        int readers,
        double connectionsPerReader,
        List<String> events) {

    public Minute {
        events = List.copyOf(events);
    }
}
