package boxoffice.load.compare;

/** The outcome of one run, and what else is worth a line while it goes on. */
record Figure(double value, String remark) {}
