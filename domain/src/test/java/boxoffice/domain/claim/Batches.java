package boxoffice.domain.claim;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.domain.ticket.TicketSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Claims and facts for tests of the rule. */
final class Batches {

    static final Instant OPENS_AT = Instant.parse("2026-12-01T11:00:00Z");
    static final Instant ANNOUNCES_AT = OPENS_AT.minus(Duration.ofDays(7));
    static final Instant CLOSES_AT = OPENS_AT.plus(Duration.ofHours(1));
    static final OpeningId OPENING = new OpeningId(7);

    private static final Random RANDOM = new Random(42);

    private Batches() {}

    static Claim claim(String member) {
        return claim(member, new QuotaChoice.TheOnlyOne());
    }

    static Claim claim(String member, long quota) {
        return claim(member, new QuotaChoice.Named(new QuotaId(quota)));
    }

    private static Claim claim(String member, QuotaChoice choice) {
        return new Claim(new MemberId(member), choice, TicketKey.random(RANDOM), TicketSecret.random(RANDOM));
    }

    static Stock stock(long quota, int size, int issued, int highestNumber, int... freed) {
        return new Stock(
                new Quota(new QuotaId(quota), "quota " + quota, size),
                issued,
                highestNumber,
                IntStream.of(freed).boxed().toList());
    }

    static LedgerFacts facts(Instant now, Stock... stocks) {
        return facts(now, Map.of(), stocks);
    }

    static LedgerFacts facts(Instant now, Map<MemberId, HeldTicket> held, Stock... stocks) {
        return new LedgerFacts(OPENING, new Window(ANNOUNCES_AT, OPENS_AT, CLOSES_AT), now, List.of(stocks), held);
    }
}
