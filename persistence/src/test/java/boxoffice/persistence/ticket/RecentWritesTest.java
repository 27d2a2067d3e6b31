package boxoffice.persistence.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.domain.ticket.TicketCode;
import boxoffice.domain.ticket.TicketId;
import boxoffice.domain.ticket.TicketKey;
import boxoffice.persistence.ticket.RecentWrites.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecentWritesTest {

    private static final MemberId MEMBER = new MemberId("m");

    private final AtomicLong nanos = new AtomicLong();
    private final RecentWrites recent = new RecentWrites(nanos::get, 1, 4);

    @Test
    void keepsTheLatestWriteForEachTicket() {
        recent.got(ticket(1));
        recent.got(ticket(2));
        recent.gaveBack(MEMBER, ticket(1).id());

        assertThat(recent.of(MEMBER))
                .containsExactly(
                        new Write.Got(ticket(2)), new Write.GaveBack(ticket(1).id()));
    }

    @Test
    void forgetsAfterAMinuteAndKnowsNobodyElse() {
        recent.got(ticket(1));

        assertThat(recent.of(new MemberId("another"))).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(recent.of(MEMBER)).isEmpty();
    }

    @Test
    void anAnswerThatComesLateDoesNotBringATicketBack() {
        recent.gaveBack(MEMBER, ticket(1).id());
        recent.got(ticket(1));

        assertThat(recent.of(MEMBER))
                .containsExactly(new Write.GaveBack(ticket(1).id()));
    }

    @Test
    void keepsAllOfATicket() {
        Ticket ticket = new Ticket(
                new TicketId(new OpeningId(Long.MAX_VALUE), new TicketKey(-1, Long.MIN_VALUE)),
                new QuotaId(1L << 40),
                MEMBER,
                1_000_000,
                new TicketCode("0123-4567-89AB-XYZ0"),
                Instant.parse("2026-11-30T20:00:00.123456Z"));
        recent.got(ticket(1));
        recent.got(ticket);

        assertThat(recent.of(MEMBER)).containsExactly(new Write.Got(ticket(1)), new Write.Got(ticket));
    }

    @Test
    void membersWhoShareAPlaceAreToldApart() {
        List<MemberId> members = Stream.of("AaAa", "AaBB", "BBAa", "BBBB") // of one hash
                .map(MemberId::new)
                .toList();
        members.forEach(member -> recent.got(ticket(1, member)));

        assertThat(members)
                .allSatisfy(member -> assertThat(recent.of(member)).containsExactly(new Write.Got(ticket(1, member))));
    }

    @Test
    void theOldestWriteGoesFirst() {
        for (long opening = 1; opening <= 5; opening++) {
            recent.got(ticket(opening, new MemberId("member " + opening)));
        }

        assertThat(recent.of(new MemberId("member 1"))).isEmpty();
        assertThat(recent.of(new MemberId("member 2"))).hasSize(1);
    }

    @Test
    void aReturnInThePlaceOfATicketIsAReturn() {
        for (long opening = 1; opening <= 4; opening++) {
            recent.got(ticket(opening));
        }
        recent.gaveBack(MEMBER, ticket(4).id());

        assertThat(recent.of(MEMBER))
                .containsExactly(
                        new Write.Got(ticket(2)),
                        new Write.Got(ticket(3)),
                        new Write.GaveBack(ticket(4).id()));
    }

    @Test
    void whatIsToldAgainPushesNothingOut() {
        recent.got(ticket(1));
        for (int i = 0; i < 5; i++) {
            recent.got(ticket(2));
        }

        assertThat(recent.of(MEMBER)).containsExactly(new Write.Got(ticket(1)), new Write.Got(ticket(2)));
    }

    @Test
    void aTicketThatWasPushedOutIsNotKnownByWhatStandsInItsPlace() {
        recent.got(ticket(1));
        for (long opening = 2; opening <= 5; opening++) {
            recent.got(ticket(opening));
        }
        recent.got(ticket(1));

        assertThat(recent.of(MEMBER))
                .extracting(write -> write.ticket().opening().value())
                .containsExactly(3L, 4L, 5L, 1L);
    }

    @Test
    void nothingIsLostWhereManyThreadsWrite() throws Exception {
        RecentWrites shared = new RecentWrites();
        List<Callable<Void>> writers = IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(thread -> () -> {
                    for (int number = 0; number < 10_000; number++) {
                        shared.got(ticket(1, new MemberId(thread + "-" + number)));
                    }
                    return null;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(writers.size());
        try {
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }

        for (int thread = 0; thread < writers.size(); thread++) {
            for (int number = 0; number < 10_000; number++) {
                MemberId member = new MemberId(thread + "-" + number);
                assertThat(shared.of(member)).containsExactly(new Write.Got(ticket(1, member)));
            }
        }
    }

    private static Ticket ticket(long opening) {
        return ticket(opening, MEMBER);
    }

    private static Ticket ticket(long opening, MemberId member) {
        long drawn = UUID.nameUUIDFromBytes(member.value().getBytes(UTF_8)).getMostSignificantBits();
        return new Ticket(
                new TicketId(new OpeningId(opening), new TicketKey(drawn, 0)),
                new QuotaId(opening),
                member,
                1,
                new TicketCode("AAAA-AAAA-AAAA-AAAA"),
                Instant.EPOCH);
    }
}
