package boxoffice.api.metering;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Phase;
import boxoffice.metrics.Catalogue;
import boxoffice.metrics.Meters;
import boxoffice.metrics.cloudwatch.Window;
import boxoffice.persistence.opening.BoardView;
import boxoffice.persistence.opening.ListedOpening;
import boxoffice.persistence.opening.ShownOpening;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the board says about openings, as meters, and when openings are near. One caller shows it the board, any thread
 * may read.
 */
public final class OpeningMeters {

    /** A window begins so long before an opening. */
    static final Duration LEAD = Duration.ofMinutes(10);

    /** And lasts so long after it. */
    static final Duration HOLD = Duration.ofMinutes(30);

    private static final Facts NOTHING = new Facts(List.of(), List.of(), 0, 0);

    private record Facts(List<Window> windows, List<Instant> coming, int ticketsLeft, double sellOutSeconds) {}

    private final Supplier<Instant> now;
    private final Map<OpeningId, Phase> phases = new HashMap<>();
    private volatile Facts facts = NOTHING;

    /** @param now this machine's clock */
    public OpeningMeters(Meters meters, Supplier<Instant> now) {
        this.now = now;
        meters.gauge(Catalogue.OPENING_WINDOW, () -> isNear() ? 1 : 0);
        meters.gauge(Catalogue.OPENING_COUNTDOWN, this::countdownSeconds);
        meters.gauge(Catalogue.TICKETS_LEFT, () -> facts.ticketsLeft());
        meters.gauge(Catalogue.SELL_OUT_TIME, () -> facts.sellOutSeconds());
    }

    /** To be called often while an opening is near: it sees a sell-out when it is shown one. */
    public void shown(BoardView board) {
        List<ShownOpening> openings = board.content().openings();
        facts = new Facts(
                openings.stream().map(shown -> window(opening(shown))).toList(),
                openings.stream()
                        .map(shown -> opening(shown).window().opensAt())
                        .toList(),
                openings.stream()
                        .filter(this::isOrWillBeOpen)
                        .mapToInt(shown -> remaining(shown.listed()))
                        .sum(),
                sellOutSeconds(openings, board.now()));
        phases.clear();
        openings.forEach(shown -> phases.put(opening(shown).id(), shown.phase()));
    }

    /** The windows of all openings on the board. */
    public List<Window> windows() {
        return facts.windows();
    }

    /** Whether an opening is near. */
    public boolean isNear() {
        Instant instant = now.get();
        return facts.windows().stream().anyMatch(window -> window.covers(instant));
    }

    private double countdownSeconds() {
        Instant instant = now.get();
        return facts.coming().stream()
                        .filter(instant::isBefore)
                        .mapToLong(opens -> Duration.between(instant, opens).toMillis())
                        .min()
                        .orElse(0)
                / 1e3;
    }

    private boolean isOrWillBeOpen(ShownOpening shown) {
        return shown.phase() == Phase.OPEN
                || (shown.phase() == Phase.ANNOUNCED && window(opening(shown)).covers(now.get()));
    }

    /** Only one that was seen open, or was not open yet, when it was looked at last: else nobody knows when it was. */
    private double sellOutSeconds(List<ShownOpening> openings, Instant boardNow) {
        return openings.stream()
                .filter(shown -> shown.phase() == Phase.SOLD_OUT)
                .filter(shown -> {
                    Phase before = phases.get(opening(shown).id());
                    return before == Phase.OPEN || before == Phase.ANNOUNCED;
                })
                .mapToDouble(shown -> Duration.between(opening(shown).window().opensAt(), boardNow)
                                .toMillis()
                        / 1e3)
                .max()
                .orElse(facts.sellOutSeconds());
    }

    private static Opening opening(ShownOpening shown) {
        return shown.listed().opening();
    }

    private static int remaining(ListedOpening listed) {
        return listed.opening().quotas().stream().mapToInt(listed::remaining).sum();
    }

    private static Window window(Opening opening) {
        Instant opensAt = opening.window().opensAt();
        return new Window(opensAt.minus(LEAD), opensAt.plus(HOLD));
    }
}
