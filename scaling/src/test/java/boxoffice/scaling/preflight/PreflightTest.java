package boxoffice.scaling.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.ScalingRules;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.preflight.Finding.Failed;
import boxoffice.scaling.preflight.Finding.NotChecked;
import boxoffice.scaling.preflight.PlatformFacts.AlarmFact;
import boxoffice.scaling.preflight.PlatformFacts.InstanceFact;
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

/** On a prepared system all is well; each single fault is found, named, and comes with advice. */
class PreflightTest {

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
    private List<AlarmFact> alarms = List.of(new AlarmFact("boxoffice-errors", true, 1));
    private Optional<Instant> metricAt = Optional.of(now.minusSeconds(60));
    private Duration skew = Duration.ofMillis(20);
    private Optional<Instant> certificate = Optional.of(T.plus(Duration.ofDays(60)));
    private Optional<Announced> announced = Optional.of(new Announced(T, 500));
    private int maxConnections = 1_000;
    private boolean awsDenies;

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
        alarms = List.of(new AlarmFact("boxoffice-errors", true, 0));
        assertThat(failed()).containsExactly("alarms tell somebody");
        alarms = List.of(new AlarmFact("boxoffice-errors", false, 1));
        assertThat(failed()).containsExactly("alarms tell somebody");
        alarms = List.of();
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
    void whatAwsDeniesFailsItsChecksAndNoOther() {
        awsDenies = true;
        assertThat(failed()).containsExactly("instances are in service");
    }

    @Test
    void whatIsNotLookedAtIsSaidAndIsNoFailure() {
        List<Finding> findings = new Preflight(new Platform(), null, expected(), moment, now).findings();
        assertThat(Preflight.isGo(findings)).isTrue();
        assertThat(findings).filteredOn(NotChecked.class::isInstance).hasSize(3);
    }

    private List<String> failed() {
        List<Finding> findings = new Preflight(new Platform(), new Service(), expected(), moment, now).findings();
        List<Failed> failed = findings.stream()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .toList();
        assertThat(failed).allMatch(finding -> finding.advice().length() > 15);
        assertThat(Preflight.isGo(findings)).isEqualTo(failed.isEmpty());
        return failed.stream().map(Failed::check).toList();
    }

    private Expected expected() {
        return new Expected(T, ScalingRules.DEFAULT, "db.r6g.large", 500, maxConnections, 16, 32);
    }

    private static Member member(String id, String instanceClass, boolean writer) {
        return new Member(id, instanceClass, "available", writer, 1, T, null);
    }

    private final class Platform implements PlatformFacts {

        @Override
        public ScheduledCapacity instances() {
            return instances;
        }

        @Override
        public ScheduledCapacity readers() {
            return readers;
        }

        @Override
        public List<InstanceFact> group() {
            if (awsDenies) {
                throw new AwsTroubleException(Kind.DENIED, "the role may not do this", new IllegalStateException());
            }
            return group;
        }

        @Override
        public ClusterState cluster() {
            return new ClusterState("c", "available", members);
        }

        @Override
        public OptionalDouble lagMillis() {
            return lag;
        }

        @Override
        public List<AlarmFact> alarms() {
            return alarms;
        }

        @Override
        public Optional<Instant> trackedMetricAt() {
            return metricAt;
        }
    }

    private final class Service implements ServiceFacts {

        @Override
        public Duration clockSkew() throws IOException {
            return skew;
        }

        @Override
        public Optional<Instant> certificateUntil() throws IOException {
            return certificate;
        }

        @Override
        public Optional<Announced> opening() throws IOException {
            return announced;
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
