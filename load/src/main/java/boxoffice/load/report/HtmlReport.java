package boxoffice.load.report;

final class HtmlReport {
    private HtmlReport() {}

    static String of(Report report) {
        return report.text();
    }
}
