package boxoffice.load.compare;

/** What a database says about some openings: tickets in rows, and tickets by the counter. */
record Books(long rows, long counted) {}
