package boxoffice.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.api.testing.Api;
import boxoffice.api.testing.ServiceProcess;
import boxoffice.domain.opening.OpeningId;
import boxoffice.persistence.faults.Answer;
import boxoffice.persistence.faults.Checker;
import boxoffice.persistence.faults.Crowd;
import boxoffice.persistence.faults.History;
import boxoffice.persistence.faults.Stored;
import boxoffice.persistence.testing.Sql;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Several service processes on one database, an opening, and members who come to them over HTTP. */
final class Site implements AutoCloseable {

    /** A request's deadline, and a second. */
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(6);

    private final Vertx vertx = Vertx.vertx();
    private final List<ServiceProcess> services = new ArrayList<>();
    private final Map<String, String> settings;
    private final Crowd.Habits habits;
    private String opening = "";

    Site(int processes, Map<String, String> settings, Crowd.Habits habits) {
        this.settings = settings;
        this.habits = habits;
        try {
            for (int i = 0; i < processes; i++) {
                services.add(ServiceProcess.startForACrowd(settings));
            }
        } catch (AssertionError notReady) {
            services.forEach(ServiceProcess::close);
            throw notReady;
        }
    }

    /** As the balancer's group does. */
    void replaceWhatEnded() {
        services.replaceAll(service -> {
            if (service.isAlive()) {
                return service;
            }
            service.close();
            return ServiceProcess.startForACrowd(settings);
        });
    }

    ServiceProcess service(int index) {
        return services.get(index);
    }

    /** Announces and opens, with tickets for three members in four. */
    void open() {
        opening = Api.at(services.get(0).address())
                .as("operator", "admin")
                .open(Map.of("Screen 1", habits.members() * 3 / 4))
                .getString("id");
    }

    /** @param atMost after this a member hangs up, and asks elsewhere */
    HttpDesk desk(Duration atMost) {
        return new HttpDesk(vertx, services, opening, atMost);
    }

    Crowd crowd(Crowd.Desk desk, long seed) {
        return Crowd.start(vertx, services.size(), desk, habits, seed);
    }

    /** Does it again and again, until {@link #cancel}. */
    long every(int millis, Runnable work) {
        return vertx.setPeriodic(millis, due -> work.run());
    }

    void cancel(long timer) {
        boolean unused = vertx.cancelTimer(timer);
    }

    static Map<String, Long> figures(History history) {
        Map<String, Long> figures = new LinkedHashMap<>();
        figures.put("longest silence ms", history.longestSilenceMillis());
        figures.put("p99 ms", history.waitMillis(0.99));
        figures.put("slowest ms", history.waitMillis(1));
        figures.put("asked again", history.count(Answer.Later.class::isInstance));
        figures.put("cut", history.count(Answer.Cut.class::isInstance));
        return figures;
    }

    void assertThatAllPromisesWereKept(History history, Sql writer) throws SQLException {
        OpeningId id = new OpeningId(Long.parseLong(opening));
        assertThat(Checker.breaches(history, Stored.of(writer, id), ANSWERED_WITHIN))
                .as("broken promises")
                .isEmpty();
        assertThat(history.unserved()).as("members without a final answer").isZero();
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        try {
            Object unused =
                    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
