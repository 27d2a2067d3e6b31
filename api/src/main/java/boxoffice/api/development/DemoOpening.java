package boxoffice.api.development;

import boxoffice.domain.opening.Opening;
import boxoffice.domain.opening.OpeningDraft;
import boxoffice.domain.opening.OpeningDraft.QuotaDraft;
import boxoffice.persistence.opening.Actor;
import boxoffice.persistence.opening.Openings;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Something to try: an opening that opens shortly after the start. */
public final class DemoOpening {

    private static final Duration UNTIL_IT_OPENS = Duration.ofSeconds(30);
    private static final Duration STAYS_OPEN = Duration.ofHours(1);
    private static final int TICKETS = 500;

    private DemoOpening() {}

    public static Future<Opening> create(Openings openings, Instant now) {
        Instant opensAt = now.truncatedTo(ChronoUnit.SECONDS).plus(UNTIL_IT_OPENS);
        OpeningDraft draft = new OpeningDraft(
                "Demo opening",
                "The General (1926)",
                OpeningDraft.announcedAWeekBefore(opensAt),
                opensAt,
                opensAt.plus(STAYS_OPEN),
                List.of(new QuotaDraft("Screen 1", TICKETS)));
        return openings.create(draft, Actor.SERVICE);
    }
}
