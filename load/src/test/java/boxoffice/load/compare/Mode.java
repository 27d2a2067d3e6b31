package boxoffice.load.compare;

import java.util.List;
import java.util.Locale;

/** What is compared, and with whom. */
enum Mode {
    STEADY("durable claims/s", true, Boxoffice.NAME, Peer.INSERT_FIRST, Peer.FOR_UPDATE, Bare.NAME),
    BURST("ms until all users have their ticket", false, Boxoffice.NAME, Peer.INSERT_FIRST, Peer.FOR_UPDATE),
    SELL_OUT("ms to the last ticket", false, Boxoffice.NAME, Peer.INSERT_FIRST, Peer.FOR_UPDATE),
    SOLD_OUT("answers/s: sold out", true, Boxoffice.NAME, Bare.NAME, Peer.INSERT_FIRST),
    NOT_OPEN("answers/s: not open yet", true, Boxoffice.NAME, Bare.NAME, Peer.INSERT_FIRST),
    PAGE("opening pages/s", true, Boxoffice.NAME, Bare.NAME);

    private static final String SEPARATOR = ",";

    private final String figure;
    private final boolean moreIsBetter;
    private final String contestants;

    Mode(String figure, boolean moreIsBetter, String... contestants) {
        this.figure = figure;
        this.moreIsBetter = moreIsBetter;
        this.contestants = String.join(SEPARATOR, contestants);
    }

    String figure() {
        return figure;
    }

    List<String> contestants() {
        return List.of(contestants.split(SEPARATOR));
    }

    /** How many times better ours is than the other's. */
    double advantage(double ours, double other) {
        return moreIsBetter ? ours / other : other / ours;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
