package boxoffice.metrics.watch;

/**
 * An alert of Prometheus.
 *
 * @param lasts for how long it must be so, as Prometheus writes durations
 */
record PrometheusRule(String alert, String expression, String lasts, String meaning, String runbook) {

    String yaml() {
        return """
                      - alert: %s
                        expr: '%s'
                        for: %s
                        labels:
                          severity: page
                        annotations:
                          summary: '%s'
                          runbook: '%s'
                """.formatted(alert, expression.replace("'", "''"), lasts, meaning, runbook.replace("'", "''"));
    }
}
