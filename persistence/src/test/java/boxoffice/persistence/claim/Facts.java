package boxoffice.persistence.claim;

import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What the database would say about openings; by default that there are none. */
final class Facts implements Certainties.Source {

    static final Instant OPENS = Instant.parse("2030-01-01T20:00:00Z");
    static final Instant CLOSES = OPENS.plus(Duration.ofHours(1));

    /** The answers to come, the last one again and again. */
    final List<LockedOpening> answers = new ArrayList<>();

    int[] holders = {};

    /** Every answer waits for this. */
    Promise<Void> slow = Promise.promise();

    int asked;
    int askedForHolders;

    Facts() {
        slow.complete();
    }

    static LockedOpening at(Instant now, int issued, int size, long version) {
        Quota quota = new Quota(new QuotaId(1), "q", size);
        Window window = new Window(OPENS.minus(Duration.ofDays(7)), OPENS, CLOSES);
        LedgerFacts facts = new LedgerFacts(
                Parts.OPENING, window, now, List.of(new Stock(quota, issued, issued, List.of())), Map.of());
        return new LockedOpening(facts, Map.of(quota.id(), version), null);
    }

    static int[] hashes(String... members) {
        return Stream.of(members)
                .mapToInt(member -> {
                    CRC32 crc = new CRC32();
                    crc.update(member.getBytes(StandardCharsets.UTF_8));
                    return (int) crc.getValue();
                })
                .sorted()
                .toArray();
    }

    @Override
    public Future<Optional<LockedOpening>> opening(OpeningId opening) {
        asked++;
        return slow.future().map(answered -> next());
    }

    private Optional<LockedOpening> next() {
        return answers.isEmpty()
                ? Optional.empty()
                : Optional.of(answers.size() > 1 ? answers.remove(0) : answers.get(0));
    }

    @Override
    public Future<Optional<int[]>> holders(OpeningId opening) {
        askedForHolders++;
        return Future.succeededFuture(Optional.of(holders));
    }
}
