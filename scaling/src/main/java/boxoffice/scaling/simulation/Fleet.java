package boxoffice.scaling.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What scales: instances or readers, each of which takes a while to be there and another to be warm. */
final class Fleet {

    private final int startSeconds;
    private final int warmSeconds;
    private final List<Integer> startedAt = new ArrayList<>();
    private int min;
    private int max;
    private int desired;

    Fleet(int min, int max, int startSeconds, int warmSeconds) {
        this.min = min;
        this.max = max;
        this.desired = min;
        this.startSeconds = startSeconds;
        this.warmSeconds = warmSeconds;
        for (int i = 0; i < min; i++) {
            startedAt.add(Integer.MIN_VALUE / 2);
        }
    }

    void set(ScheduledBounds bounds, int now) {
        min = or(bounds.min(), min);
        max = or(bounds.max(), max);
        want(or(bounds.desired(), desired), now);
    }

    /** Within the bounds, which is what no policy can go beyond. */
    void want(int count, int now) {
        desired = Math.max(min, Math.min(max, count));
        while (startedAt.size() < desired) {
            startedAt.add(now);
        }
        while (startedAt.size() > desired) {
            startedAt.remove(startedAt.size() - 1);
        }
    }

    int desired() {
        return desired;
    }

    int inService(int now) {
        return (int) startedAt.stream().filter(at -> now - at >= startSeconds).count();
    }

    int warm(int now) {
        return (int) startedAt.stream()
                .filter(at -> now - at >= startSeconds + warmSeconds)
                .count();
    }

    boolean isWarm(int now) {
        return warm(now) == startedAt.size();
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
