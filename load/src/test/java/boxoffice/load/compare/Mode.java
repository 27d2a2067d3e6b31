package boxoffice.load.compare;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is compared, and with whom. */
enum Mode {
    STEADY("durable claims/s", true),
    BURST("ms until all users have their ticket", false),
    NEW_TOKENS("ms until all users have their ticket, with tokens never seen before", false),
    SELL_OUT("ms to the last ticket", false),
    CROWD("ms until everybody has a true answer", false),
    SOLD_OUT("answers/s: sold out", true),
    NOT_OPEN("answers/s: not open yet", true),
    PAGE("opening pages/s", true),
    OPEN_MODEL("ms, the 99th percentile at a share of the maximum", false),
    OVERLOAD("% of the maximum is granted at ten times of it", true),
    LONE("us for a lone claim, median", false),
    VERIFIED("durable claims/s, with tokens seen before", true),
    STREAMS("durable claims/s", true),
    VIEWERS("KB resident for a stream", false),
    OPENINGS("durable claims/s at several openings", true),
    MEMBERS("durable claims/s of few and of many members", true),
    OLD_TICKETS("durable claims/s beside tickets of old", true),
    INSTANCES("durable claims/s of all instances", true),
    MEASURED("durable claims/s, with metrics and without", true),
    CLOUDWATCH("durable claims/s, by what CloudWatch does", true),
    DAILY("% of one core", false);

    private final String figure;
    private final boolean moreIsBetter;

    Mode(String figure, boolean moreIsBetter) {
        this.figure = figure;
        this.moreIsBetter = moreIsBetter;
    }

    String figure() {
        return figure;
    }

    /** In turn; the first is the one that the others are compared with. */
    List<Case> cases() {
        return switch (this) {
            case STEADY -> plain(Flavour.PLAIN, Peer.INSERT_FIRST, Peer.FOR_UPDATE, Bare.NAME);
            case BURST, SELL_OUT -> plain(Flavour.PLAIN, Peer.INSERT_FIRST, Peer.FOR_UPDATE);
            case SOLD_OUT, NOT_OPEN -> plain(Flavour.PLAIN, Bare.NAME, Peer.INSERT_FIRST);
            case PAGE -> plain(Flavour.PLAIN, Bare.NAME);
            case NEW_TOKENS, CROWD, OPEN_MODEL, OVERLOAD, VIEWERS, DAILY -> plain(Flavour.PLAIN);
            case LONE -> plain(Flavour.PLAIN, BareTransaction.NAME);
            case VERIFIED -> plain(Flavour.PLAIN, Flavour.UNVERIFIED);
            case STREAMS -> List.of(Case.plain(Flavour.PLAIN), Case.withStreams());
            case OPENINGS -> List.of(Case.openings(1), Case.openings(10), Case.openings(50));
            case MEMBERS -> List.of(Case.members(50), Case.members(500), Case.members(2_000), Case.members(20_000));
            case OLD_TICKETS -> plain("boxoffice-1000", "boxoffice-100000", "boxoffice-10000000");
            case MEASURED -> plain(Flavour.PLAIN, Flavour.UNMEASURED);
            case CLOUDWATCH ->
                Stream.of(CloudWatchStandIn.Behaviour.values())
                        .map(behaviour -> Case.plain(Flavour.publishing(behaviour)))
                        .toList();
            case INSTANCES -> plain(Flavour.PLAIN, "boxoffice-x2", "boxoffice-x3");
        };
    }

    /** How many times better the first is than another. */
    double advantage(double first, double other) {
        return moreIsBetter ? first / other : other / first;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<Case> plain(String... contestants) {
        return Stream.of(contestants).map(Case::plain).toList();
    }
}
