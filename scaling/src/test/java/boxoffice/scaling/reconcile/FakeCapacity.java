package boxoffice.scaling.reconcile;

import boxoffice.domain.scaling.Capacity;
import boxoffice.domain.scaling.Change;
import boxoffice.scaling.reconcile.AwsTroubleException.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A capacity in memory that refuses what AWS refuses. */
final class FakeCapacity implements ScheduledCapacity {

    final Map<String, RegisteredChange> changes = new TreeMap<>();
    final List<String> writes = new ArrayList<>();
    int min = 1;
    int max = 3;
    int desired = 1;

    @Nullable Kind trouble;

    private final String name;

    FakeCapacity(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Registered read() {
        fail();
        return new Registered(min, max, desired, List.copyOf(changes.values()));
    }

    @Override
    public synchronized void register(Change change, Capacity capacity) {
        fail();
        RegisteredChange shown = shown(change, capacity);
        for (RegisteredChange other : changes.values()) {
            if (change.at().equals(other.at()) && !other.name().equals(change.name())) {
                throw new AssertionError("two actions at " + change.at());
            }
        }
        changes.put(change.name(), shown);
        writes.add("register " + change.name());
    }

    @Override
    public synchronized void remove(String changeName) {
        fail();
        changes.remove(changeName);
        writes.add("remove " + changeName);
    }

    @Override
    public synchronized void pinNow(Change.Pin pin, Capacity capacity, Instant now) {
        fail();
        min = capacity.full();
        max = capacity.full();
        desired = capacity.full();
        writes.add("pin now");
    }

    @Override
    public synchronized void releaseNow(Capacity capacity) {
        fail();
        min = capacity.idle();
        max = capacity.full();
        writes.add("release now");
    }

    @Override
    public RegisteredChange shown(Change change, Capacity capacity) {
        boolean pin = change instanceof Change.Pin;
        return new RegisteredChange(
                change.name(),
                change.at(),
                pin ? capacity.full() : capacity.idle(),
                capacity.full(),
                pin ? capacity.full() : null);
    }

    private void fail() {
        if (trouble != null) {
            throw new AwsTroubleException(trouble, name + ": " + trouble, new IllegalStateException());
        }
    }
}
