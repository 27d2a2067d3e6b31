package boxoffice.load.rush;

import boxoffice.load.client.Dialler;
import boxoffice.load.client.EventStream;
import io.vertx.core.Future;
import java.util.List;

/** The streams of events that some members keep open meanwhile. */
final class Streams {

    private static final int AT_ONCE = 50;

    private final List<EventStream> streams;

    private Streams(List<EventStream> streams) {
        this.streams = streams;
    }

    /** Opens so many; none where a first one shows that the service has no streams. */
    static Future<Streams> open(Dialler dialler, String openingId, int count) {
        return Paced.run(count, AT_ONCE, i -> dialler.stream("/api/openings/" + openingId + "/stream"))
                .map(Streams::new);
    }

    StreamsSeen seen(Countdown countdown) {
        long[] toldOpen = streams.stream()
                .mapToLong(EventStream::toldOpenNanos)
                .filter(nanos -> nanos != 0)
                .map(countdown::since)
                .sorted()
                .toArray();
        return new StreamsSeen(
                streams.size(),
                (int) streams.stream().filter(EventStream::isOpen).count(),
                streams.stream().mapToLong(EventStream::events).sum(),
                (int) streams.stream().filter(each -> each.status() == 404).count(),
                toldOpen.length,
                toldOpen.length == 0 ? 0 : toldOpen[toldOpen.length / 2],
                toldOpen.length == 0 ? 0 : toldOpen[toldOpen.length - 1]);
    }
}
