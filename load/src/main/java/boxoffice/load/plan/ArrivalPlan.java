package boxoffice.load.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which member does what at which instant: an open model, fixed before the first answer comes. It has a calm hour
 * (pressed together into the first half of the lead), reloads that grow denser toward the opening, the wall at the
 * opening, and second clicks. The same crowd gives the same plan, on every machine.
 *
 * @param arrivals in the order of their time
 * @param giveBacks by member
 */
public record ArrivalPlan(List<Arrival> arrivals, Map<Integer, GiveBack> giveBacks) {

    private static final double CALM_SHARE = 0.5;
    private static final double SPREAD_MEANS_MAX = 10;
    private static final Duration SECOND_CLICK_MIN = Duration.ofMillis(20);
    private static final Duration SECOND_CLICK_MAX = Duration.ofMillis(250);
    private static final Duration GIVE_BACK_MIN = Duration.ofMillis(200);
    private static final Duration GIVE_BACK_MAX = Duration.ofMillis(1_500);

    public ArrivalPlan {
        arrivals = List.copyOf(arrivals);
        giveBacks = Map.copyOf(giveBacks);
    }

    /** The plan of this crowd. */
    public static ArrivalPlan of(Crowd crowd) {
        SplittableRandom random = new SplittableRandom(crowd.seed());
        List<Arrival> arrivals = new ArrayList<>();
        List<GiveBack> giveBacks = new ArrayList<>();
        for (int member = 0; member < crowd.members(); member++) {
            addWaiting(arrivals, member, crowd, random);
            addClicks(arrivals, member, crowd, random);
            if (happens(crowd.giveBacksPercent(), random)) {
                giveBacks.add(new GiveBack(member, between(GIVE_BACK_MIN, GIVE_BACK_MAX, random)));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::dueNanos).thenComparingInt(Arrival::member));
        return new ArrivalPlan(
                arrivals, giveBacks.stream().collect(Collectors.toMap(GiveBack::member, Function.identity())));
    }

    private static void addWaiting(List<Arrival> arrivals, int member, Crowd crowd, SplittableRandom random) {
        long lead = crowd.lead().toNanos();
        long calm = (long) (lead * CALM_SHARE);
        long browses = -lead + random.nextLong(calm);
        arrivals.add(new Arrival(browses, member, Act.BROWSE));
        arrivals.add(new Arrival(browses + random.nextLong(calm / 4), member, Act.LOOK_AT_TICKETS));
        for (int reload = 0; reload < crowd.reloads(); reload++) {
            double dense = random.nextDouble() * random.nextDouble();
            arrivals.add(new Arrival(-1 - (long) (dense * (lead - calm)), member, Act.RELOAD));
        }
    }

    private static void addClicks(List<Arrival> arrivals, int member, Crowd crowd, SplittableRandom random) {
        double means = Math.min(SPREAD_MEANS_MAX, -Math.log(1 - random.nextDouble()));
        long pressed = (long) (means * crowd.spread().toNanos());
        arrivals.add(new Arrival(pressed, member, Act.CLAIM));
        if (happens(crowd.doubleClicksPercent(), random)) {
            long again = pressed + between(SECOND_CLICK_MIN, SECOND_CLICK_MAX, random);
            arrivals.add(new Arrival(again, member, Act.CLAIM_AGAIN));
        }
    }

    private static boolean happens(int percent, SplittableRandom random) {
        return random.nextInt(100) < percent;
    }

    private static long between(Duration least, Duration most, SplittableRandom random) {
        return random.nextLong(least.toNanos(), most.toNanos());
    }
}
