package boxoffice.load.report;

/** One point of a line, in the units of its axes. */
record Point(double x, double y) {}
