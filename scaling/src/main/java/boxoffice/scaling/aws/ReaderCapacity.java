package boxoffice.scaling.aws;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The readers of an Aurora cluster, which Application Auto Scaling adds and removes. */
final class ReaderCapacity implements ScheduledCapacity {

    private static final ServiceNamespace RDS = ServiceNamespace.RDS;
    private static final ScalableDimension READERS = ScalableDimension.RDS_CLUSTER_READ_REPLICA_COUNT;
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Duration AT_ONCE = Duration.ofSeconds(60);

    private final ApplicationAutoScalingClient client;
    private final String resource;

    ReaderCapacity(ApplicationAutoScalingClient client, String cluster) {
        this.client = client;
        this.resource = "cluster:" + cluster;
    }

    @Override
    public String name() {
        return "readers";
    }

    @Override
    public Registered read() {
        List<ScalableTarget> targets = make("read", () -> client.describeScalableTargets(request ->
                        request.serviceNamespace(RDS).resourceIds(resource).scalableDimension(READERS))
                .scalableTargets());
        if (targets.isEmpty()) {
            throw new AwsTroubleException(
                    Kind.MISSING,
                    "readers of " + resource + " do not scale: compare the settings with the outputs of infra",
                    new IllegalStateException("no scalable target"));
        }
        ScalableTarget found = targets.get(0);
        List<RegisteredChange> changes = make("read scheduled actions", () -> client
                .describeScheduledActionsPaginator(request ->
                        request.serviceNamespace(RDS).resourceId(resource).scalableDimension(READERS))
                .scheduledActions()
                .stream()
                .filter(action -> action.scheduledActionName().startsWith(Prefix.OURS))
                .map(ReaderCapacity::registered)
                .toList());
        return new Registered(found.minCapacity(), found.maxCapacity(), null, changes);
    }

    @Override
    public void register(Change change, Capacity capacity) {
        RegisteredChange action = shown(change, capacity);
        put(change.name(), change.at(), action.min(), action.max());
    }

    @Override
    public void remove(String changeName) {
        make("remove " + changeName, () -> {
            try {
                return client.deleteScheduledAction(request -> request.serviceNamespace(RDS)
                        .resourceId(resource)
                        .scalableDimension(READERS)
                        .scheduledActionName(Prefix.OURS + changeName));
            } catch (ObjectNotFoundException gone) {
                return gone; // another instance was faster
            }
        });
    }

    /**
     * The bounds alone add no reader before a policy acts; a scheduled action does. It has the name of the pin that is
     * late, so that it is neither put twice nor taken for stale.
     */
    @Override
    public void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
        put(pin.name(), now.plus(AT_ONCE).truncatedTo(ChronoUnit.SECONDS), capacity.full(), capacity.full());
        bounds("pin now", capacity.full(), capacity.full());
    }

    @Override
    public void releaseNow(Capacity capacity) {
        bounds("release now", capacity.idle(), capacity.full());
    }

    @Override
    public RegisteredChange shown(Change change, Capacity capacity) {
        int min = change instanceof Change.Pin ? capacity.full() : capacity.idle();
        return new RegisteredChange(change.name(), change.at(), min, capacity.full(), null);
    }

    private void bounds(String what, int min, int max) {
        make(
                what,
                () -> client.registerScalableTarget(request -> request.serviceNamespace(RDS)
                        .resourceId(resource)
                        .scalableDimension(READERS)
                        .minCapacity(min)
                        .maxCapacity(max)));
    }

    private void put(String changeName, Instant at, @Nullable Integer min, @Nullable Integer max) {
        make(
                "register " + changeName,
                () -> client.putScheduledAction(request -> request.serviceNamespace(RDS)
                        .resourceId(resource)
                        .scalableDimension(READERS)
                        .scheduledActionName(Prefix.OURS + changeName)
                        .schedule("at(" + AT.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC)) + ")")
                        .timezone("UTC")
                        .scalableTargetAction(action -> action.minCapacity(min).maxCapacity(max))));
    }

    private static RegisteredChange registered(ScheduledAction action) {
        return new RegisteredChange(
                action.scheduledActionName().substring(Prefix.OURS.length()),
                at(action.schedule()),
                action.scalableTargetAction() == null
                        ? null
                        : action.scalableTargetAction().minCapacity(),
                action.scalableTargetAction() == null
                        ? null
                        : action.scalableTargetAction().maxCapacity(),
                null);
    }

    private static @Nullable Instant at(String schedule) {
        if (!schedule.startsWith("at(") || !schedule.endsWith(")")) {
            return null;
        }
        try {
            return LocalDateTime.parse(schedule.substring(3, schedule.length() - 1), AT)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException notOurs) {
            return null;
        }
    }

    @CanIgnoreReturnValue
    private <T> T make(String what, Supplier<T> call) {
        return AwsCalls.make("readers of " + resource + ": " + what, call);
    }
}
