package boxoffice.scaling.simulation;

import java.util.List;

/** What a simulation has shown, minute by minute. */
public record Timeline(Scenario scenario, List<Minute> minutes) {

    public Timeline {
        minutes = List.copyOf(minutes);
    }

    /** @param minute counted from the opening */
    public Minute at(int minute) {
        return minutes.stream()
                .filter(one -> one.minute() == minute)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no minute " + minute));
    }

    /** The minutes in which there was more to do than instances to do it. */
    public long minutesOverloaded() {
        return minutes.stream().filter(minute -> minute.busy() >= 100).count();
    }
}
