package boxoffice.load.compare;

/**
 * One of those that are compared in a mode: a contestant, and how it is used.
 *
 * @param members how many take part; 0 for all
 * @param openingsAtOnce at which they claim at the same time
 * @param streamed whether streams of events are open meanwhile
 */
record Case(String label, String contestant, int members, int openingsAtOnce, boolean streamed) {

    static Case plain(String contestant) {
        return new Case(contestant, contestant, 0, 1, false);
    }

    static Case members(int members) {
        return new Case(members + " members", Flavour.PLAIN, members, 1, false);
    }

    static Case openings(int openingsAtOnce) {
        return new Case(openingsAtOnce + " at once", Flavour.PLAIN, 0, openingsAtOnce, false);
    }

    static Case withStreams() {
        return new Case("with streams", Flavour.PLAIN, 0, 1, true);
    }
}
