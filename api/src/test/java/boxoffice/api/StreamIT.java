package boxoffice.api;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.EventListener;
import boxoffice.api.testing.Poll;
import boxoffice.api.testing.RawConnection;
import boxoffice.api.testing.Reply;
import boxoffice.api.testing.ServiceProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What those who wait are told as it happens. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class StreamIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STOP_MAX = Duration.ofSeconds(15);

    @Test
    void tellsThePhaseAndTheCountsAtOnceAndThenWhatChanges() {
        Api anybody = Api.at(ServiceProcess.shared().address());
        Api operator = anybody.as("operator", "admin");
        String id = operator.open(Map.of("Screen 1", 2)).getString("id");
        EventListener listener = EventListener.to(ServiceProcess.shared().address(), id);
        Poll.until("the first events", SOON, () -> listener.events().size() >= 2);
        assertThat(listener.events("phase").get(0).data().getString("phase")).isEqualTo("open");
        assertThat(remaining(listener)).isEqualTo(2);
        assertThat(Integer.parseInt(listener.retry())).isBetween(2_000, 12_000);

        assertThat(anybody.as("stream-1").claim(id).status()).isEqualTo(201);
        Poll.until("one left", SOON, () -> remaining(listener) == 1);
        assertThat(listener.events("phase")).hasSize(1);
        assertThat(anybody.as("stream-2").claim(id).status()).isEqualTo(201);

        Poll.until("sold out", SOON, () -> listener.events("phase").size() == 2);
        assertThat(listener.events("phase").get(1).data().getString("phase")).isEqualTo("soldOut");
        Poll.until("none left", SOON, () -> remaining(listener) == 0); // an event of its own, behind the phase's
        listener.close();
    }

    @Test
    void twoHundredLearnWithinAFifthOfASecondThatItIsOpen() {
        assertThat(IntStream.range(0, 3).anyMatch(again -> millisUntilAllKnowThatItIsOpen() <= 200))
                .as("at once in one of three openings: this machine may stand still at the instant")
                .isTrue();
    }

    private static long millisUntilAllKnowThatItIsOpen() {
        Api operator = Api.at(ServiceProcess.shared().address()).as("operator", "admin");
        Instant opensAt = Instant.now().plusSeconds(6);
        JsonObject opening = operator.post(
                        "/api/admin/openings", Api.opening(Map.of("Screen 1", 5), opensAt, opensAt.plusSeconds(60)))
                .json();
        List<EventListener> crowd = IntStream.range(0, 200)
                .mapToObj(i -> EventListener.to(ServiceProcess.shared().address(), opening.getString("id")))
                .toList();

        Poll.until("all know that it is open", Duration.ofSeconds(20), () -> crowd.stream()
                .allMatch(each -> each.events("phase").size() == 2));

        assertThat(crowd).allSatisfy(each -> {
            EventListener.Event open = each.events("phase").get(1);
            assertThat(each.events("phase").get(0).data().getString("phase")).isEqualTo("announced");
            assertThat(open.data().getString("phase")).isEqualTo("open");
            assertThat(Duration.between(opensAt, open.at())).isGreaterThanOrEqualTo(Duration.ofMillis(-50));
        });
        crowd.forEach(EventListener::close);
        return crowd.stream()
                .mapToLong(each -> Duration.between(
                                opensAt, each.events("phase").get(1).at())
                        .toMillis())
                .max()
                .orElseThrow();
    }

    @Test
    void anUnknownOpeningHasNoStreamAndAClosedOneEndsIt() {
        Api anybody = Api.at(ServiceProcess.shared().address());
        assertThat(anybody.get("/api/openings/0000000000000/stream").status()).isEqualTo(404);
        Instant now = Instant.now();
        String closed = anybody.as("operator", "admin")
                .post("/api/admin/openings", Api.opening(Map.of("a", 1), now.minusSeconds(60), now.minusSeconds(1)))
                .json()
                .getString("id");

        Reply reply = anybody.get("/api/openings/" + closed + "/stream");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("content-type")).isEqualTo("text/event-stream");
        assertThat(reply.body()).startsWith("retry: 3600000\n\nevent: phase\ndata: {\"phase\":\"closed\"");
    }

    @Test
    void beyondTheLimitThereIsNoStreamAndRoomAgainWhenOneHasGone() {
        Map<String, String> two = new HashMap<>(ServiceProcess.testDatabase());
        two.put("BOXOFFICE_STREAMS_MAX", "2");
        try (ServiceProcess service = ServiceProcess.start(two)) {
            Api anybody = Api.at(service.address());
            String id = anybody.as("operator", "admin").open(Map.of("a", 1)).getString("id");
            EventListener first = EventListener.to(service.address(), id);
            RawConnection second = RawConnection.to(service);
            second.send("GET /api/openings/" + id + "/stream HTTP/1.1\r\nHost: x\r\n\r\n");
            Poll.until("both", SOON, () -> first.events().size() >= 2 && second.hasInput());

            Reply third = anybody.get("/api/openings/" + id + "/stream");

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.problem()).isEqualTo("too-many-streams");
            assertThat(Integer.parseInt(third.header("retry-after"))).isBetween(10, 30);
            second.close();
            Poll.until("room again", SOON, () -> hasRoom(service, id));
            first.close();
        }
    }

    @Test
    void whenTheServiceStopsTheStreamsEndAndHoldNothingUp() {
        try (ServiceProcess service = ServiceProcess.onTestDatabase()) {
            String id = Api.at(service.address())
                    .as("operator", "admin")
                    .open(Map.of("a", 1))
                    .getString("id");
            List<EventListener> crowd = IntStream.range(0, 20)
                    .mapToObj(i -> EventListener.to(service.address(), id))
                    .toList();
            Poll.until("all listen", SOON, () -> crowd.stream()
                    .allMatch(each -> each.events().size() >= 2));
            long start = System.nanoTime();

            service.terminate();

            int exitCode = service.awaitEnd(STOP_MAX);
            assertThat(exitCode).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            Poll.until("the streams have ended", SOON, () -> crowd.stream().allMatch(EventListener::hasEnded));
            assertThat(service.output()).doesNotContain("Exception", "did not stop cleanly");
        }
    }

    private static boolean hasRoom(ServiceProcess service, String id) {
        try (RawConnection again = RawConnection.to(service)) {
            again.send("GET /api/openings/" + id + "/stream HTTP/1.1\r\nHost: x\r\n\r\n");
            Poll.until("an answer", SOON, again::hasInput);
            return again.firstBytes(12).equals("HTTP/1.1 200");
        }
    }

    private static int remaining(EventListener listener) {
        List<EventListener.Event> counts = listener.events("remaining");
        return counts.get(counts.size() - 1)
                .data()
                .getJsonArray("quotas")
                .getJsonObject(0)
                .getInteger("remaining");
    }
}
