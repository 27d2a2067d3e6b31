package boxoffice.api.member;

import boxoffice.api.http.Answer;
import boxoffice.api.http.Header;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.opening.BoardContent;
import boxoffice.persistence.opening.BoardView;
import boxoffice.persistence.opening.OpeningView;
import boxoffice.persistence.opening.ShownOpening;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The pages that everybody reads, encoded once for each change: an answer costs a copy, into which the time is put.
 *
 * <p>Safe from any thread; two that meet a change together may both encode it. Holds the list and at most
 * {@link #PAGES_MAX} openings.
 */
public final class OpeningPages {

    /** More than are ever on the board; the rest are those that are asked for after they left it. */
    static final int PAGES_MAX = 1_500;

    private static final int AGES = 60;
    private static final Header REVALIDATE = Header.encoded("Cache-Control", "no-cache");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Opening(ShownOpening source, EncodedPage page) {}

    private record Board(BoardContent source, EncodedPage page) {}

    private record Second(long epochSecond, Header date) {}

    private final Cache<OpeningId, Opening> openings =
            Caffeine.newBuilder().maximumSize(PAGES_MAX).build();
    private final AtomicReference<@Nullable Board> board = new AtomicReference<>();
    private final List<Header> ages = LongStream.range(0, AGES)
            .mapToObj(seconds -> Header.encoded("Age", Long.toString(seconds)))
            .toList();
    private volatile Second second = second(0);

    Answer board(BoardView view) {
        return answer(page(view.content()), view.now(), view.age());
    }

    Answer opening(OpeningView view) {
        return answer(page(view.shown()), view.now(), view.age());
    }

    /** A 304 has these headers too: so whoever keeps the body learns the time and the age nevertheless. */
    private Answer answer(EncodedPage page, Instant now, Duration age) {
        ServerTime time = ServerTime.of(now);
        return new Answer(
                200,
                List.of(
                        Answer.JSON,
                        REVALIDATE,
                        page.tag(),
                        age(age.toSeconds()),
                        date(now.getEpochSecond()),
                        new Header("Server-Time", time.toString())),
                page.at(time));
    }

    private EncodedPage page(BoardContent content) {
        Board current = board.get();
        if (current == null || current.source() != content) {
            List<EncodedPage> pages =
                    content.openings().stream().map(this::page).toList();
            current = new Board(content, EncodedPage.list("openings", pages));
            board.set(current);
        }
        return current.page();
    }

    private EncodedPage page(ShownOpening shown) {
        OpeningId id = shown.listed().opening().id();
        Opening current = openings.getIfPresent(id);
        if (current == null || !current.source().equals(shown)) {
            JsonObject json = OpeningJson.of(shown, ServerTime.BLANK);
            current = new Opening(shown, EncodedPage.of(json.encode()));
            openings.put(id, current);
        }
        return current.page();
    }

    private Header age(long seconds) {
        return seconds < AGES ? ages.get((int) seconds) : new Header("Age", Long.toString(seconds));
    }

    private Header date(long epochSecond) {
        Second current = second;
        if (current.epochSecond() != epochSecond) {
            current = second(epochSecond);
            second = current;
        }
        return current.date();
    }

    private static Second second(long epochSecond) {
        return new Second(epochSecond, Header.encoded("Date", HTTP_DATE.format(Instant.ofEpochSecond(epochSecond))));
    }
}
