package boxoffice.scaling.aws;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.scaling.reconcile.AwsTroubleException;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import boxoffice.scaling.reconcile.ScheduledCapacity;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;

/** The instances of an Auto Scaling group. */
final class GroupCapacity implements ScheduledCapacity {

    private final AutoScalingClient client;
    private final String group;

    GroupCapacity(AutoScalingClient client, String group) {
        this.client = client;
        this.group = group;
    }

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public Registered read() {
        List<AutoScalingGroup> groups =
                make("read", () -> client.describeAutoScalingGroups(request -> request.autoScalingGroupNames(group))
                        .autoScalingGroups());
        if (groups.isEmpty()) {
            throw new AwsTroubleException(
                    Kind.MISSING,
                    "there is no Auto Scaling group " + group + ": compare the settings with the outputs of infra",
                    new IllegalStateException("no group"));
        }
        AutoScalingGroup found = groups.get(0);
        List<RegisteredChange> changes = make("read scheduled actions", () -> client
                .describeScheduledActionsPaginator(request -> request.autoScalingGroupName(group))
                .scheduledUpdateGroupActions()
                .stream()
                .filter(action -> action.scheduledActionName().startsWith(Prefix.OURS))
                .map(GroupCapacity::registered)
                .toList());
        return new Registered(found.minSize(), found.maxSize(), found.desiredCapacity(), changes);
    }

    @Override
    public void register(Change change, Capacity capacity) {
        RegisteredChange action = shown(change, capacity);
        make(
                "register " + change.name(),
                () -> client.putScheduledUpdateGroupAction(request -> request.autoScalingGroupName(group)
                        .scheduledActionName(Prefix.OURS + change.name())
                        .startTime(action.at())
                        .minSize(action.min())
                        .maxSize(action.max())
                        .desiredCapacity(action.desired())));
    }

    @Override
    public void remove(String changeName) {
        make("remove " + changeName, () -> {
            try {
                return client.deleteScheduledAction(
                        request -> request.autoScalingGroupName(group).scheduledActionName(Prefix.OURS + changeName));
            } catch (AutoScalingException refused) {
                if (isGone(refused)) {
                    return refused; // another instance was faster
                }
                throw refused;
            }
        });
    }

    @Override
    public void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
        make(
                "pin now",
                () -> client.updateAutoScalingGroup(request -> request.autoScalingGroupName(group)
                        .minSize(capacity.full())
                        .maxSize(capacity.full())
                        .desiredCapacity(capacity.full())));
    }

    @Override
    public void releaseNow(Capacity capacity) {
        make(
                "release now",
                () -> client.updateAutoScalingGroup(request -> request.autoScalingGroupName(group)
                        .minSize(capacity.idle())
                        .maxSize(capacity.full())));
    }

    @Override
    public RegisteredChange shown(Change change, Capacity capacity) {
        return change instanceof Change.Pin
                ? new RegisteredChange(change.name(), change.at(), capacity.full(), capacity.full(), capacity.full())
                : new RegisteredChange(change.name(), change.at(), capacity.idle(), capacity.full(), null);
    }

    private static RegisteredChange registered(ScheduledUpdateGroupAction action) {
        return new RegisteredChange(
                action.scheduledActionName().substring(Prefix.OURS.length()),
                action.startTime(),
                action.minSize(),
                action.maxSize(),
                action.desiredCapacity());
    }

    private static boolean isGone(AwsServiceException refused) {
        return refused.awsErrorDetails() != null
                && String.valueOf(refused.awsErrorDetails().errorMessage()).contains("not found");
    }

    @CanIgnoreReturnValue
    private <T> T make(String what, Supplier<T> call) {
        return AwsCalls.make("group " + group + ": " + what, call);
    }
}
