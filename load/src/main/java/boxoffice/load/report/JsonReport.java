package boxoffice.load.report;

final class JsonReport {
    private JsonReport() {}

    static String of(Report report) {
        return report.text();
    }
}
