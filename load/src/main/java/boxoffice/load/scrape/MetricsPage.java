package boxoffice.load.scrape;

/** A page of Prometheus text. */
record MetricsPage(String text) {

    /** All series of this name together; NaN where there is none. */
    double sum(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce((first, second) -> first + second)
                .orElse(Double.NaN);
    }
}
