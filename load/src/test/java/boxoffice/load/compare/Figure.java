package boxoffice.load.compare;

/**
 * The outcome of one run, and what else is worth a line while it goes on.
 *
 * @param cpuMicros processor time of the server for each answer
 * @param residentMegabytes the most that it has had resident until now
 */
record Figure(double value, double cpuMicros, double residentMegabytes, String remark) {

    Figure with(String more) {
        return new Figure(value, cpuMicros, residentMegabytes, remark + "; " + more);
    }
}
