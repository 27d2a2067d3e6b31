package boxoffice.load.compare;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Boxoffice that differs from the plain one in one thing, by its name: {@code boxoffice-x3} is three instances on one
 * database, {@code boxoffice-1000000} has so many tickets in its table from the beginning, {@code boxoffice-unverified}
 * believes everybody.
 *
 * @param instances processes on one database
 * @param oldTickets of openings that are over
 * @param verified whether it looks at tokens
 */
record Flavour(String name, int instances, long oldTickets, boolean verified) {

    static final String PLAIN = "boxoffice";
    static final String UNVERIFIED = PLAIN + "-unverified";

    private static final Pattern INSTANCES = Pattern.compile(PLAIN + "-x([1-9])");
    private static final Pattern TICKETS = Pattern.compile(PLAIN + "-([0-9]+)");

    static boolean isOne(String name) {
        return name.equals(PLAIN)
                || name.equals(UNVERIFIED)
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
                !name.equals(UNVERIFIED));
    }

    String schema() {
        return "compare_" + name.replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
