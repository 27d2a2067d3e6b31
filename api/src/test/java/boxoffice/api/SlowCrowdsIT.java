package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.rush.Click;
import boxoffice.api.rush.Rush;
import boxoffice.api.rush.Rush.Member;
import boxoffice.api.rush.Told;
import boxoffice.api.testing.Api;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.api.testing.SlowConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * 2,000 slow connections of a kind do not hold up 2,000 honest members. The rush beside them is held against one before
 * them on the same machine, since no figure is true on every machine.
 */
@Tag("long")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class SlowCrowdsIT {

    private static final int SLOW = 2_000;
    private static final int MEMBERS = 2_000;
    private static final double SLOWER_MAX = 2.0;
    private static final long P99_MICROS_MAX = Duration.ofSeconds(1).toMillis() * 1_000;
    private static final AtomicInteger RUSHES = new AtomicInteger();

    private static ServiceProcess service;
    private static Api operator;
    private static String opening;

    @BeforeAll
    static void startTheService() {
        service = ServiceProcess.startForACrowd(ServiceProcess.testDatabase());
        operator = Api.at(service.address()).as("operator", "admin");
        opening = operator.open(Map.of("Screen 1", 10)).getString("id");
    }

    @AfterAll
    static void stopTheService() {
        service.close();
    }

    @Test
    void twoThousandSlowHeadsHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow heads", i -> SlowConnection.head(service));
    }

    @Test
    void twoThousandSlowBodiesHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow bodies", i -> SlowConnection.body(service, opening));
    }

    @Test
    void twoThousandSlowReadersHoldUpNobody() {
        assertThatNobodyIsHeldUpBy("slow readers", i -> SlowConnection.reader(service));
    }

    private static void assertThatNobodyIsHeldUpBy(String what, Function<Integer, RawConnection> kind) {
        long quiet = Math.max(p99(rush("before " + what)), p99(rush("before " + what)));
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(kind.apply(i));
            }
            List<Told> told = rush("beside " + SLOW + " " + what);
            assertThat(told).allMatch(Told::isAnswered);
            assertThat(told.stream().filter(answer -> answer.status() == 201)).hasSize(500);
            assertThat(p99(told))
                    .as("p99 beside %s in microseconds, %d before", what, quiet)
                    .isLessThan(P99_MICROS_MAX)
                    .isLessThanOrEqualTo(Math.round(SLOWER_MAX * quiet));
        } finally {
            slow.forEach(RawConnection::close);
        }
    }

    private static List<Told> rush(String what) {
        String id = operator.open(Map.of("Screen 1", 500)).getString("id");
        List<Member> members = Rush.members("slow-" + RUSHES.incrementAndGet() % 2, MEMBERS);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            clicks.add(members.get(i).click(i, service, id, ""));
        }
        List<Told> told = Rush.run(clicks);
        System.out.println(Rush.latencies("Slow connections, " + what, told));
        return told;
    }

    private static long p99(List<Told> told) {
        return told.stream()
                .mapToLong(Told::micros)
                .sorted()
                .skip(told.size() * 99L / 100)
                .findFirst()
                .orElseThrow();
    }
}
