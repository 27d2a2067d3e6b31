package boxoffice.load.scrape;

/**
 * The service's meters at one instant. Figures that the page lacks are NaN.
 *
 * @param atNanos relative to the opening
 * @param batches transactions so far
 * @param batchedClaims claims in them so far
 * @param cpuNanos processor time so far
 */
public record Sample(long atNanos, double queueDepth, double batches, double batchedClaims, double cpuNanos) {

    static Sample of(long atNanos, MetricsPage page) {
        return new Sample(
                atNanos,
                page.sum("boxoffice_claim_queue_depth"),
                page.sum("boxoffice_batch_size_count"),
                page.sum("boxoffice_batch_size_sum"),
                page.sum("process_cpu_time_ns_total"));
    }

    /** Cores that were busy since an earlier one. */
    public double coresSince(Sample earlier) {
        return (cpuNanos - earlier.cpuNanos) / (atNanos - earlier.atNanos);
    }

    /** Claims a batch since an earlier one; NaN where there was none. */
    public double batchSizeSince(Sample earlier) {
        return (batchedClaims - earlier.batchedClaims) / (batches - earlier.batches);
    }
}
