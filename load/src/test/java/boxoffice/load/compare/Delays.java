package boxoffice.load.compare;

import java.time.Duration;

/** What is added to the way to the database, for all contestants alike. */
record Delays(Duration roundTrip, Duration commit) {

    boolean isNone() {
        return roundTrip.isZero() && commit.isZero();
    }

    @Override
    public String toString() {
        return roundTrip.toMillis() + " ms more for every round trip, " + commit.toMillis() + " ms for every COMMIT";
    }
}
