package boxoffice.scaling.preflight;

import boxoffice.domain.scaling.Change;
import boxoffice.domain.scaling.Hold;
import boxoffice.domain.scaling.ScalingPlan;
import boxoffice.domain.scaling.Timetable;
import boxoffice.scaling.preflight.Finding.Failed;
import boxoffice.scaling.preflight.Finding.NotChecked;
import boxoffice.scaling.preflight.Finding.Passed;
import boxoffice.scaling.preflight.PlatformFacts.AlarmFact;
import boxoffice.scaling.preflight.PlatformFacts.InstanceFact;
import boxoffice.scaling.preflight.PlatformFacts.Subscribers;
import boxoffice.scaling.preflight.ServiceFacts.Announced;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import boxoffice.scaling.reconcile.ScheduledCapacity.Registered;
import boxoffice.scaling.writer.ClusterState;
import boxoffice.scaling.writer.ClusterState.Member;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything that an opening needs, one check after the other, and goes on where one fails. Each that fails
 * says what to do. Blocks.
 */
public final class Preflight {

    private static final double LAG_MILLIS_MAX = 2_000;
    private static final Duration SKEW_MAX = Duration.ofSeconds(1);
    private static final Duration CERTIFICATE_MARGIN = Duration.ofDays(3);
    private static final Duration METRIC_AGE_MAX = Duration.ofMinutes(5);
    private static final double CONNECTIONS_PART_MAX = 0.9;

    private final @Nullable Supplier<? extends PlatformFacts> aws;
    private final @Nullable ServiceFacts service;
    private final Expected expected;
    private final Moment moment;
    private final Instant now;

    /**
     * @param aws is asked for by each check, and may fail as its facts do; null where there is no plan on AWS to look
     *     at
     * @param service null where it is not to be looked at
     */
    public Preflight(
            @Nullable Supplier<? extends PlatformFacts> aws,
            @Nullable ServiceFacts service,
            Expected expected,
            Moment moment,
            Instant now) {
        this.aws = aws;
        this.service = service;
        this.expected = expected;
        this.moment = moment;
        this.now = now;
    }

    /** Of all checks, one after the other. */
    public List<Finding> findings() {
        return checks().stream().map(Check::look).toList();
    }

    /** Those on AWS last: where it is slow, the others have been looked at. */
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        if (aws == null) {
            checks.add(new Check(
                    "the scaling plan is carried out",
                    () -> new NotChecked(
                            "the scaling plan is carried out",
                            "not configured: nothing scales, and AWS is not looked at",
                            "on AWS, name the group and the cluster: scaling.group, scaling.cluster")));
        }
        checks.add(new Check("connections are enough", () -> finding("connections are enough", connections())));
        checks.add(onService("clocks agree", this::clocks));
        checks.add(onService("the certificate lasts", this::certificate));
        checks.add(onService("the opening is as announced", this::announced));
        if (aws != null) {
            checks.addAll(onAws(aws));
        }
        return List.copyOf(checks);
    }

    public static boolean isGo(List<Finding> findings) {
        return findings.stream().noneMatch(Failed.class::isInstance);
    }

    private List<Check> onAws(Supplier<? extends PlatformFacts> asked) {
        ScalingPlan plan = ScalingPlan.of(expected.openings(), expected.rules());
        return List.of(
                onAws(asked, "instances are scheduled", facts -> scheduled(facts.instances(), plan.instances())),
                onAws(asked, "readers are scheduled", facts -> scheduled(facts.readers(), plan.readers())),
                onAws(asked, "instances are in service", this::inService),
                onAws(asked, "readers are available", this::readers),
                onAws(asked, "readers keep up", Preflight::lag),
                onAws(asked, "the writer is as it should be", this::writer),
                onAws(asked, "alarms tell somebody", Preflight::alarms),
                onAws(asked, "metrics arrive", this::metrics));
    }

    /** Of the hold that this opening is in, which it may share with others. */
    private Result scheduled(ScheduledCapacity capacity, Timetable timetable) {
        Hold hold = timetable.holds().stream()
                .filter(each -> each.covers(expected.opensAt()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the opening is not among the openings"));
        Registered registered = capacity.read();
        if (hold.covers(now)) {
            int full = timetable.capacity().full();
            boolean enough = registered.desired() == null || registered.desired() >= full;
            return registered.min() >= full && enough
                    ? passed("fired: minimum " + registered.min())
                    : failed(
                            "should have fired: minimum " + registered.min() + ", wanted " + registered.desired(),
                            "the service pins within a minute; else now: reconcile all of " + expected.openings());
        }
        List<String> missing = timetable.changesAfter(now).stream()
                .filter(change -> change.at().equals(hold.from()) || change.at().equals(hold.until()))
                .filter(change -> !registered.changes().contains(capacity.shown(change, timetable.capacity())))
                .map(Change::name)
                .toList();
        return missing.isEmpty()
                ? passed(registered.changes().size() + " actions are registered")
                : failed(
                        "not registered: " + String.join(", ", missing),
                        "look at GET /api/admin/scaling; else: reconcile all of " + expected.openings());
    }

    private Result inService(PlatformFacts platform) {
        List<InstanceFact> all = platform.group();
        long there = all.stream()
                .filter(instance -> instance.inService() && instance.healthy())
                .count();
        int needed = moment.isAtLeast(Moment.TWO_MINUTES)
                ? expected.rules().instances().full()
                : expected.rules().instances().idle();
        return there >= needed
                ? passed(there + " in service, " + needed + " are needed now")
                : failed(
                        there + " of " + all.size() + " in service, " + needed + " are needed now",
                        "look at the group's activities and the instances' logs; is there capacity in all zones?");
    }

    private Result readers(PlatformFacts platform) {
        ClusterState cluster = platform.cluster();
        long there = cluster.members().stream()
                .filter(member -> !member.writer() && member.isAvailable())
                .count();
        int needed = moment.isAtLeast(Moment.TEN_MINUTES)
                ? expected.rules().readers().full()
                : expected.rules().readers().idle();
        return there >= needed
                ? passed(there + " available, " + needed + " are needed now")
                : failed(
                        there + " available, " + needed + " are needed now",
                        "look at the scaling activities of the cluster; reads go to those that are there");
    }

    private static Result lag(PlatformFacts platform) {
        OptionalDouble lag = platform.lagMillis();
        if (lag.isEmpty()) {
            return unknown("no lag was measured", "is there a reader? AWS measures nothing without one");
        }
        return lag.getAsDouble() <= LAG_MILLIS_MAX
                ? passed(Math.round(lag.getAsDouble()) + " ms behind at most")
                : failed(
                        Math.round(lag.getAsDouble()) + " ms behind",
                        "lists are old, claims are not affected; look for a long statement on the writer");
    }

    private Result writer(PlatformFacts platform) {
        ClusterState cluster = platform.cluster();
        Optional<Member> writer = cluster.writer();
        if (!cluster.isAvailable() || writer.isEmpty() || !writer.get().isAvailable()) {
            return failed("the cluster is " + cluster.status(), "wait until it is available, and look again");
        }
        String is = writer.get().instanceClass();
        return expected.writerClass() == null || expected.writerClass().equals(is)
                ? passed(writer.get().id() + ", " + is)
                : failed(
                        is + " instead of " + expected.writerClass(),
                        "scale-up --class " + expected.writerClass() + ", an hour before the opening at the latest");
    }

    private Result connections() {
        int instances = expected.rules().instances().full();
        int most = instances * Math.max(expected.writerPool(), expected.readerPool());
        if (expected.maxConnections() == null) {
            return unknown(
                    most + " to one server at most",
                    "say --max-connections, which is @@max_connections of the smallest server, to have it compared");
        }
        return most <= expected.maxConnections() * CONNECTIONS_PART_MAX
                ? passed(most + " to one server at most, of " + expected.maxConnections())
                : failed(
                        most + " to one server, of " + expected.maxConnections(),
                        "make the pools smaller or the class bigger: a tenth is for operators and failover");
    }

    private static Result alarms(PlatformFacts platform) {
        List<AlarmFact> all = platform.alarms();
        if (all.isEmpty()) {
            return failed("there is no alarm", "terraform apply in infra/");
        }
        List<String> silent = all.stream()
                .filter(alarm -> !alarm.enabled() || alarm.actions().isEmpty())
                .map(AlarmFact::name)
                .toList();
        if (!silent.isEmpty()) {
            return failed(
                    "silent: " + String.join(", ", silent),
                    "enable their actions: aws cloudwatch enable-alarm-actions");
        }
        return subscribed(
                all.size(),
                all.stream()
                        .flatMap(alarm -> alarm.topics().stream())
                        .distinct()
                        .toList(),
                platform);
    }

    private static Result subscribed(int alarms, List<String> topics, PlatformFacts platform) {
        int subscribers = 0;
        for (String topic : topics) {
            Subscribers of = platform.subscribers(topic);
            if (of.confirmed() == 0) {
                return failed(
                        "nobody hears " + topic + ", " + of.pending() + " have not confirmed",
                        "confirm the mail from AWS, or subscribe: aws sns subscribe --topic-arn " + topic
                                + " --protocol email --notification-endpoint ...");
            }
            subscribers += of.confirmed();
        }
        return topics.isEmpty()
                ? failed("no alarm tells a topic", "terraform apply in infra/")
                : passed(alarms + " alarms, heard by " + subscribers);
    }

    private Result metrics(PlatformFacts platform) {
        Optional<Instant> last = platform.trackedMetricAt();
        boolean fresh = last.isPresent() && !last.get().isBefore(now.minus(METRIC_AGE_MAX));
        return fresh
                ? passed("last at " + last.get())
                : failed(
                        last.isEmpty() ? "none in a quarter of an hour" : "last at " + last.get(),
                        "the group does not see load: look at boxoffice.cloudwatch.publications and the role");
    }

    private Result clocks(ServiceFacts facts) throws IOException {
        Duration skew = facts.clockSkew();
        return skew.abs().compareTo(SKEW_MAX) <= 0
                ? passed(skew.toMillis() + " ms apart")
                : failed(skew.toMillis() + " ms apart", "look at chrony on the instances, and at your own clock");
    }

    private Result certificate(ServiceFacts facts) throws IOException {
        Optional<Instant> until = facts.certificateUntil();
        if (until.isEmpty()) {
            return unknown(
                    "none is seen on the way to the service that was taken here",
                    "members come through the balancer: set public.url, or preflight --url https://... --opening ...");
        }
        return until.get().isAfter(expected.opensAt().plus(CERTIFICATE_MARGIN))
                ? passed("valid until " + until.get())
                : failed("valid until " + until.get(), "renew it in ACM and wait until the balancer has it");
    }

    private Result announced(ServiceFacts facts) throws IOException {
        Optional<Announced> there = facts.opening();
        if (there.isEmpty()) {
            return failed("members do not see it", "is it announced, and is its id right?");
        }
        if (!there.get().opensAt().equals(expected.opensAt())) {
            return failed("opens at " + there.get().opensAt(), "this is not the time that was checked here");
        }
        return expected.places() == null || expected.places() == there.get().places()
                ? passed(there.get().places() + " places at " + there.get().opensAt())
                : failed(
                        there.get().places() + " places instead of " + expected.places(),
                        "correct the quotas: PUT /api/admin/openings/{id}");
    }

    /** Passed or failed; where nobody can tell, neither. */
    private record Result(@Nullable Boolean passed, String found, String advice) {}

    private interface AwsLook {
        Result look(PlatformFacts facts);
    }

    private interface ServiceLook {
        Result look(ServiceFacts facts) throws IOException;
    }

    private static Result passed(String found) {
        return new Result(true, found, "");
    }

    private static Result failed(String found, String advice) {
        return new Result(false, found, advice);
    }

    private static Result unknown(String found, String advice) {
        return new Result(null, found, advice);
    }

    private static Check onAws(Supplier<? extends PlatformFacts> asked, String check, AwsLook look) {
        return new Check(check, () -> {
            try {
                return finding(check, look.look(asked.get()));
            } catch (AwsTroubleException trouble) {
                return new Failed(check, "AWS could not be asked", String.valueOf(trouble.getMessage()));
            } catch (RuntimeException unexpected) {
                return new Failed(check, "it could not be looked at", "tell the developers: " + unexpected);
            }
        });
    }

    private Check onService(String check, ServiceLook look) {
        return new Check(check, () -> {
            if (service == null) {
                return new NotChecked(check, "not asked for", "say --url and --opening to have it looked at");
            }
            try {
                return finding(check, look.look(service));
            } catch (IOException unreachable) {
                return new Failed(check, "the service could not be asked", String.valueOf(unreachable.getMessage()));
            }
        });
    }

    private static Finding finding(String check, Result result) {
        if (result.passed() == null) {
            return new NotChecked(check, result.found(), result.advice());
        }
        return result.passed() ? new Passed(check, result.found()) : new Failed(check, result.found(), result.advice());
    }
}
