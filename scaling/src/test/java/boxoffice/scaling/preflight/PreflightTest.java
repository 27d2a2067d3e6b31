package boxoffice.scaling.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.preflight.Finding.Failed;
import boxoffice.scaling.preflight.Finding.NotChecked;
import boxoffice.scaling.preflight.Finding.Passed;
import boxoffice.scaling.preflight.PlatformFacts.AlarmFact;
import boxoffice.scaling.preflight.PlatformFacts.InstanceFact;
import boxoffice.scaling.preflight.PlatformFacts.Subscribers;
import boxoffice.scaling.preflight.ServiceFacts.Announced;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.writer.ClusterState;
import boxoffice.scaling.writer.ClusterState.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a prepared system all is well; each single fault is found, named, and comes with advice. */
class PreflightTest {

    private static final String TOPIC = "arn:aws:sns:ap-northeast-2:123456789012:boxoffice-alarms";
    private static final Instant T = Instant.parse("2026-12-01T11:00:00Z");
    private static final ScalingPlan PLAN = ScalingPlan.of(List.of(T), ScalingRules.DEFAULT);

    private Moment moment = Moment.TWO_MINUTES;
    private Instant now = T.minus(Duration.ofMinutes(2));
    private final Scheduled instances = new Scheduled(PLAN.instances());
    private final Scheduled readers = new Scheduled(PLAN.readers());
    private final List<InstanceFact> group = new ArrayList<>(List.of(
            new InstanceFact("i-1", true, true),
            new InstanceFact("i-2", true, true),
            new InstanceFact("i-3", true, true)));
    private final List<Member> members = new ArrayList<>(List.of(
            member("w", "db.r6g.large", true),
            member("r1", "db.r6g.large", false),
            member("r2", "db.r6g.large", false),
            member("r3", "db.r6g.large", false)));
    private OptionalDouble lag = OptionalDouble.of(20);
    private Subscribers subscribers = new Subscribers(1, 0);
    private List<AlarmFact> alarms = List.of(new AlarmFact("boxoffice-errors", true, List.of(TOPIC)));
    private Optional<Instant> metricAt = Optional.of(now.minusSeconds(60));
    private Duration skew = Duration.ofMillis(20);
    private Optional<Instant> certificate = Optional.of(T.plus(Duration.ofDays(60)));
    private Optional<Announced> announced = Optional.of(new Announced(T, 500));
    private int maxConnections = 1_000;
    private String denied = "";
    private boolean broken;
    private String unreachable = "";
    private String status = "available";
    private List<Instant> openings = List.of(T);

    @Test
    void aPreparedSystemIsGoAtEveryMoment() {
        assertThat(failed()).isEmpty();
        for (Moment at : Moment.values()) {
            moment = at;
            assertThat(failed()).isEmpty();
        }
    }

    @Test
    void aDayBeforeOneInstanceAndOneReaderAreEnoughButAllActionsAreRegistered() {
        moment = Moment.DAY_BEFORE;
        now = T.minus(Duration.ofDays(1));
        metricAt = Optional.of(now);
        group.subList(1, 3).clear();
        members.subList(2, 4).clear();
        instances.idle();
        readers.idle();
        assertThat(failed()).isEmpty();
        instances.changes.remove(0);
        assertThat(failed()).containsExactly("instances are scheduled");
        readers.changes.clear();
        assertThat(failed()).containsExactly("instances are scheduled", "readers are scheduled");
    }

    @Test
    void anActionThatDidNotFire() {
        instances.idle();
        assertThat(failed()).containsExactly("instances are scheduled");
    }

    @Test
    void anInstanceThatIsNotInServiceOrNotHealthy() {
        group.set(0, new InstanceFact("i-1", true, false));
        assertThat(failed()).containsExactly("instances are in service");
        group.set(0, new InstanceFact("i-1", false, true));
        assertThat(failed()).containsExactly("instances are in service");
        moment = Moment.TEN_MINUTES;
        assertThat(failed()).isEmpty();
    }

    @Test
    void aReaderThatIsMissing() {
        members.remove(3);
        assertThat(failed()).containsExactly("readers are available");
    }

    @Test
    void readersThatAreBehind() {
        lag = OptionalDouble.of(2_001);
        assertThat(failed()).containsExactly("readers keep up");
    }

    @Test
    void aWriterOfAnotherClass() {
        members.set(0, member("w", "db.r6g.xlarge", true));
        assertThat(failed()).containsExactly("the writer is as it should be");
    }

    @Test
    void poolsThatAskForMoreConnectionsThanThereAre() {
        maxConnections = 106;
        assertThat(failed()).containsExactly("connections are enough");
        maxConnections = 107;
        assertThat(failed()).isEmpty();
    }

    @Test
    void alarmsThatTellNobody() {
        alarms = List.of(new AlarmFact("boxoffice-errors", true, List.of()));
        assertThat(failed()).containsExactly("alarms tell somebody");
        alarms = List.of(new AlarmFact("boxoffice-errors", false, List.of(TOPIC)));
        assertThat(failed()).containsExactly("alarms tell somebody");
        alarms = List.of();
        assertThat(failed()).containsExactly("alarms tell somebody");
        alarms = List.of(new AlarmFact("boxoffice-scale-in", true, List.of("arn:aws:autoscaling:1:1:scalingPolicy:1")));
        assertThat(failed()).containsExactly("alarms tell somebody");
    }

    @Test
    void alarmsThatNobodyHears() {
        subscribers = new Subscribers(0, 2);
        assertThat(failed()).containsExactly("alarms tell somebody");
    }

    @Test
    void metricsThatDoNotArrive() {
        metricAt = Optional.empty();
        assertThat(failed()).containsExactly("metrics arrive");
        metricAt = Optional.of(now.minusSeconds(301));
        assertThat(failed()).containsExactly("metrics arrive");
    }

    @Test
    void aClockThatIsWrong() {
        skew = Duration.ofMillis(-1_001);
        assertThat(failed()).containsExactly("clocks agree");
    }

    @Test
    void aCertificateThatEndsSoon() {
        certificate = Optional.of(T.plus(Duration.ofDays(3)));
        assertThat(failed()).containsExactly("the certificate lasts");
    }

    @Test
    void aQuotaThatIsNotWhatWasAnnouncedAndATimeThatIsNot() {
        announced = Optional.of(new Announced(T, 50));
        assertThat(failed()).containsExactly("the opening is as announced");
        announced = Optional.of(new Announced(T.plusSeconds(60), 500));
        assertThat(failed()).containsExactly("the opening is as announced");
        announced = Optional.empty();
        assertThat(failed()).containsExactly("the opening is as announced");
    }

    @Test
    void readersThatWereNotAskedFor() {
        readers.idle();
        assertThat(failed()).containsExactly("readers are scheduled");
    }

    @Test
    void instancesThatSomebodyTookAwayByHand() {
        instances.desired = 2;
        assertThat(failed()).containsExactly("instances are scheduled");
    }

    @Test
    void anActionThatIsRegisteredForAnotherTime() {
        moment = Moment.DAY_BEFORE;
        now = T.minus(Duration.ofDays(1));
        metricAt = Optional.of(now);
        ScheduledCapacity.RegisteredChange pin = readers.changes.get(0);
        readers.changes.set(
                0, new ScheduledCapacity.RegisteredChange(pin.name(), T.plusSeconds(60), pin.min(), pin.max(), null));
        assertThat(failed()).containsExactly("readers are scheduled");
    }

    @Test
    void aClusterThatIsBusyAWriterThatIsAndNoWriter() {
        status = "failing-over";
        assertThat(failed()).containsExactly("the writer is as it should be");
        status = "available";
        members.set(0, new Member("w", "db.r6g.large", "rebooting", true, 1, T, null));
        assertThat(failed()).containsExactly("the writer is as it should be");
        members.remove(0);
        assertThat(failed()).containsExactly("the writer is as it should be");
    }

    @ParameterizedTest
    @CsvSource({
        "instances, instances are scheduled",
        "readers, readers are scheduled",
        "group, instances are in service",
        "cluster, readers are available; the writer is as it should be",
        "lag, readers keep up",
        "alarms, alarms tell somebody",
        "subscribers, alarms tell somebody",
        "metric, metrics arrive"
    })
    void whatAwsDeniesFailsItsChecksAndNoOther(String fact, String checks) {
        denied = fact;
        assertThat(failed()).containsExactly(checks.split("; "));
        broken = true;
        assertThat(failed()).containsExactly(checks.split("; "));
    }

    @ParameterizedTest
    @CsvSource({"clock, clocks agree", "certificate, the certificate lasts", "opening, the opening is as announced"})
    void aServiceThatDoesNotAnswer(String fact, String check) {
        unreachable = fact;
        assertThat(failed()).containsExactly(check);
    }

    @Test
    void clientsThatCannotBeOpenedFailEveryCheckOnAwsAndNoOther() {
        List<Finding> findings = new Preflight(
                        () -> {
                            throw trouble();
                        },
                        new Service(),
                        expected(),
                        moment,
                        now)
                .findings();
        assertThat(findings).filteredOn(Failed.class::isInstance).hasSize(8);
        assertThat(findings).filteredOn(Passed.class::isInstance).hasSize(4);
    }

    /** Its actions are those of the hold, which begins before the first and ends after the last. */
    @Test
    void anOpeningThatSharesItsHoldWithAnother() {
        Instant before = T.minus(Duration.ofMinutes(50));
        ScalingPlan shared = ScalingPlan.of(List.of(before, T), ScalingRules.DEFAULT);
        moment = Moment.DAY_BEFORE;
        now = T.minus(Duration.ofDays(1));
        metricAt = Optional.of(now);
        openings = List.of(T, before);
        instances.holds(shared.instances());
        readers.holds(shared.readers());
        assertThat(failed()).isEmpty();
        openings = List.of(T);
        assertThat(failed()).containsExactly("instances are scheduled", "readers are scheduled");
    }

    /** Whatever is held today for somebody else. */
    @Test
    void anActionThatIsMissingWhileAnotherOpeningIsUnderWay() {
        Instant today = T.minus(Duration.ofDays(1));
        moment = Moment.DAY_BEFORE;
        now = today;
        metricAt = Optional.of(now);
        openings = List.of(today, T);
        assertThat(failed()).isEmpty();
        instances.changes.clear();
        assertThat(failed()).containsExactly("instances are scheduled");
    }

    @Test
    void whatIsNotLookedAtIsSaidAndIsNoFailure() {
        List<Finding> findings = new Preflight(Platform::new, null, expected(), moment, now).findings();
        assertThat(Preflight.isGo(findings)).isTrue();
        assertThat(findings).filteredOn(NotChecked.class::isInstance).hasSize(3);
    }

    @Test
    void whatNobodyCanTellIsSaidAndIsNoFailure() {
        lag = OptionalDouble.empty();
        certificate = Optional.empty();
        assertThat(failed()).isEmpty();
        assertThat(new Preflight(Platform::new, new Service(), expected(), moment, now).findings())
                .filteredOn(NotChecked.class::isInstance)
                .allMatch(finding -> ((NotChecked) finding).advice().length() > 15)
                .extracting(Finding::check)
                .containsExactly("the certificate lasts", "readers keep up");
    }

    @Test
    void withoutAPlanOnAwsThatIsSaidAndTheServiceIsLookedAtAlone() {
        List<Finding> findings = new Preflight(null, new Service(), expected(), moment, now).findings();
        assertThat(findings.get(0)).isInstanceOf(NotChecked.class);
        assertThat(findings.get(0).found()).startsWith("not configured");
        assertThat(findings)
                .extracting(Finding::check)
                .containsExactly(
                        "the scaling plan is carried out",
                        "connections are enough",
                        "clocks agree",
                        "the certificate lasts",
                        "the opening is as announced");
    }

    @Test
    void theMomentIsTheLastThatHasCome() {
        assertThat(Moment.of(T.minus(Duration.ofDays(3)), T).label()).isEqualTo("T-24 h");
        assertThat(Moment.of(T.minus(Duration.ofHours(24)), T).label()).isEqualTo("T-24 h");
        assertThat(Moment.of(T.minus(Duration.ofMinutes(30)).minusNanos(1), T).label())
                .isEqualTo("T-24 h");
        assertThat(Moment.of(T.minus(Duration.ofMinutes(30)), T).label()).isEqualTo("T-30 min");
        assertThat(Moment.of(T.minus(Duration.ofMinutes(10)), T).label()).isEqualTo("T-10 min");
        assertThat(Moment.of(T.minus(Duration.ofMinutes(2)), T).label()).isEqualTo("T-2 min");
        assertThat(Moment.of(T.plus(Duration.ofMinutes(2)), T).label()).isEqualTo("T-2 min");
    }

    private List<String> failed() {
        List<Finding> findings = new Preflight(Platform::new, new Service(), expected(), moment, now).findings();
        List<Failed> failed = findings.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
        assertThat(failed).allMatch(finding -> finding.advice().length() > 15);
        assertThat(Preflight.isGo(findings)).isEqualTo(failed.isEmpty());
        return failed.stream().map(Failed::check).toList();
    }

    private Expected expected() {
        return new Expected(T, openings, ScalingRules.DEFAULT, "db.r6g.large", 500, maxConnections, 16, 32);
    }

    private static Member member(String id, String instanceClass, boolean writer) {
        return new Member(id, instanceClass, "available", writer, 1, T, null);
    }

    private static AwsTroubleException trouble() {
        return new AwsTroubleException(Kind.DENIED, "the role may not do this", new IllegalStateException());
    }

    private <T> T answered(String fact, T answer) {
        if (denied.equals(fact)) {
            throw broken ? new IllegalStateException("an answer that nobody expected") : trouble();
        }
        return answer;
    }

    private <T> T reached(String fact, T answer) throws IOException {
        if (unreachable.equals(fact)) {
            throw new IOException("no answer within five seconds");
        }
        return answer;
    }

    private final class Platform implements PlatformFacts {

        @Override
        public ScheduledCapacity instances() {
            return answered("instances", instances);
        }

        @Override
        public ScheduledCapacity readers() {
            return answered("readers", readers);
        }

        @Override
        public List<InstanceFact> group() {
            return answered("group", group);
        }

        @Override
        public ClusterState cluster() {
            return answered("cluster", new ClusterState("c", status, members));
        }

        @Override
        public OptionalDouble lagMillis() {
            return answered("lag", lag);
        }

        @Override
        public List<AlarmFact> alarms() {
            return answered("alarms", alarms);
        }

        @Override
        public Subscribers subscribers(String topic) {
            return answered("subscribers", subscribers);
        }

        @Override
        public Optional<Instant> trackedMetricAt() {
            return answered("metric", metricAt);
        }
    }

    private final class Service implements ServiceFacts {

        @Override
        public Duration clockSkew() throws IOException {
            return reached("clock", skew);
        }

        @Override
        public Optional<Instant> certificateUntil() throws IOException {
            return reached("certificate", certificate);
        }

        @Override
        public Optional<Announced> opening() throws IOException {
            return reached("opening", announced);
        }
    }

    /** Holds what a sound plan has registered, and has fired. */
    private static final class Scheduled implements ScheduledCapacity {

        private final List<RegisteredChange> changes = new ArrayList<>();
        private int min;
        private int desired;

        Scheduled(Timetable timetable) {
            min = timetable.capacity().full();
            desired = min;
            holds(timetable);
        }

        void holds(Timetable timetable) {
            changes.clear();
            timetable.changesAfter(Instant.EPOCH).forEach(change -> changes.add(shown(change, timetable.capacity())));
        }

        void idle() {
            min = 1;
            desired = 1;
        }

        @Override
        public String name() {
            return "capacity";
        }

        @Override
        public Registered read() {
            return new Registered(min, 3, desired, changes);
        }

        @Override
        public void register(Change change, Capacity capacity) {
            throw new AssertionError();
        }

        @Override
        public void remove(String changeName) {
            throw new AssertionError();
        }

        @Override
        public void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
            throw new AssertionError();
        }

        @Override
        public void releaseNow(Capacity capacity) {
            throw new AssertionError();
        }

        @Override
        public RegisteredChange shown(Change change, Capacity capacity) {
            boolean pin = change instanceof Change.Pin;
            return new RegisteredChange(
                    change.name(), change.at(), pin ? capacity.full() : capacity.idle(), capacity.full(), null);
        }
    }
}
