package boxoffice.scaling.writer;

import boxoffice.scaling.writer.ClusterState.Member;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cluster in memory: every change takes a few looks until it shows. Can be killed at any change. */
final class FakeCluster implements WriterCluster {

    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final int LOOKS = 2;

    final Map<String, Member> members = new LinkedHashMap<>();
    int changes;
    int failovers;
    int killAtChange = Integer.MAX_VALUE;
    boolean killBefore;
    Instant now = Instant.parse("2026-12-01T00:00:00Z");

    private Runnable pending = () -> {};
    private int looksLeft;
    private String status = "available";

    FakeCluster() {
        members.put("c-a", new Member("c-a", "db.r6g.large", "available", true, 1, now, null));
        members.put("c-b", new Member("c-b", "db.r6g.large", "available", false, 1, now, null));
    }

    @Override
    public ClusterState read() {
        if (looksLeft > 0 && --looksLeft == 0) {
            pending.run();
            pending = () -> {};
        }
        return new ClusterState("c", status, java.util.List.copyOf(members.values()));
    }

    @Override
    public void create(String id, String instanceClass, String replaces) {
        change(() -> {
            members.put(id, new Member(id, instanceClass, "creating", false, 0, null, replaces));
            later(() -> members.put(id, new Member(id, instanceClass, "available", false, 0, now, replaces)));
        });
    }

    @Override
    public void setTier(String id, int tier) {
        change(() -> members.computeIfPresent(
                id,
                (same, old) -> new Member(
                        id, old.instanceClass(), old.status(), old.writer(), tier, old.createdAt(), old.replaces())));
    }

    @Override
    public void failOver(String target) {
        change(() -> {
            failovers++;
            status = "failing-over";
            later(() -> {
                status = "available";
                members.replaceAll((id, old) -> new Member(
                        id,
                        old.instanceClass(),
                        old.status(),
                        id.equals(target),
                        old.tier(),
                        old.createdAt(),
                        old.replaces()));
            });
        });
    }

    @Override
    public void delete(String id) {
        change(() -> {
            members.computeIfPresent(
                    id,
                    (same, old) -> new Member(
                            id, old.instanceClass(), "deleting", false, old.tier(), old.createdAt(), old.replaces()));
            later(() -> members.remove(id));
        });
    }

    private void later(Runnable change) {
        pending = change;
        looksLeft = LOOKS;
    }

    private void change(Runnable change) {
        changes++;
        if (changes == killAtChange && killBefore) {
            throw new Killed();
        }
        change.run();
        if (changes == killAtChange) {
            throw new Killed();
        }
    }
}
