package boxoffice.load.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Boxoffice that differs from the plain one in one thing, by its name: {@code boxoffice-x3} is three instances on one
 * database, {@code boxoffice-1000000} has so many tickets in its table from the beginning, {@code boxoffice-unverified}
 * believes everybody, {@code boxoffice-unmeasured} has its metrics off, and {@code boxoffice-cloudwatch-denies}
 * publishes them to a CloudWatch that behaves so.
 *
 * @param instances processes on one database
 * @param oldTickets of openings that are over
 * @param verified whether it looks at tokens
 * @param measured whether its metrics are on
 * @param cloudWatch where it publishes them, if it does
 */
record Flavour(
        String name,
        int instances,
        long oldTickets,
        boolean verified,
        boolean measured,
        Optional<CloudWatchStandIn.Behaviour> cloudWatch) {

    static final String PLAIN = "boxoffice";
    static final String UNVERIFIED = PLAIN + "-unverified";
    static final String UNMEASURED = PLAIN + "-unmeasured";

    private static final Pattern INSTANCES = Pattern.compile(PLAIN + "-x([1-9])");
    private static final Pattern TICKETS = Pattern.compile(PLAIN + "-([0-9]+)");

    static boolean isOne(String name) {
        return name.equals(PLAIN)
                || name.equals(UNVERIFIED)
                || name.equals(UNMEASURED)
                || cloudWatch(name).isPresent()
                || INSTANCES.matcher(name).matches()
                || TICKETS.matcher(name).matches();
    }

    static Flavour of(String name) {
        Matcher instances = INSTANCES.matcher(name);
        Matcher tickets = TICKETS.matcher(name);
        return new Flavour(
                name,
                instances.matches() ? Integer.parseInt(instances.group(1)) : 1,
                tickets.matches() ? Long.parseLong(tickets.group(1)) : 0,
                !name.equals(UNVERIFIED),
                !name.equals(UNMEASURED),
                cloudWatch(name));
    }

    /** The name of the one whose CloudWatch behaves so. */
    static String publishing(CloudWatchStandIn.Behaviour behaviour) {
        return PLAIN + "-cloudwatch-" + behaviour.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<CloudWatchStandIn.Behaviour> cloudWatch(String name) {
        return Stream.of(CloudWatchStandIn.Behaviour.values())
                .filter(behaviour -> publishing(behaviour).equals(name))
                .findFirst();
    }

    String schema() {
        return "compare_" + name.replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
