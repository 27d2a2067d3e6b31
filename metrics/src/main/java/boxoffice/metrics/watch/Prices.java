package boxoffice.metrics.watch;

import java.util.Locale;

/**
 * What CloudWatch costs, in US dollars, as AWS listed it for us-east-1 in 2026. Look it up before you rely on it:
 * prices differ by region, and become lower beyond 10,000 series.
 */
final class Prices {

    static final double SERIES_MONTH = 0.30;
    static final double THOUSAND_REQUESTS = 0.01;
    static final double ALARM_METRIC_MONTH = 0.10;

    /** Beyond the three that are free. */
    static final double DASHBOARD_MONTH = 3.00;

    private static final int MINUTES_OF_A_MONTH = 30 * 24 * 60;

    private Prices() {}

    static double series(int count) {
        return count * SERIES_MONTH;
    }

    /** One request a minute and instance, and five more in each minute of a window. */
    static double requests(int instances, int windowMinutesOfAMonth) {
        return instances * (MINUTES_OF_A_MONTH + 5.0 * windowMinutesOfAMonth) / 1_000 * THOUSAND_REQUESTS;
    }

    static double alarms() {
        return Alarms.all().stream().mapToInt(alarm -> alarm.queries().size()).sum() * ALARM_METRIC_MONTH;
    }

    static String usd(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
