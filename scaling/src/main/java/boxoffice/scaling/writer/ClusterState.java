package boxoffice.scaling.writer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster as AWS shows it. */
public record ClusterState(String cluster, String status, List<Member> members) {

    private static final String AVAILABLE = "available";

    /**
     * One instance.
     *
     * @param createdAt null while it is being created
     * @param replaces the writer that this one was created to replace; null for one that nobody created for that
     */
    public record Member(
            String id,
            String instanceClass,
            String status,
            boolean writer,
            int tier,
            @Nullable Instant createdAt,
            @Nullable String replaces) {

        public boolean isAvailable() {
            return status.equals(AVAILABLE);
        }
    }

    public ClusterState {
        members = List.copyOf(members);
    }

    public boolean isAvailable() {
        return status.equals(AVAILABLE);
    }

    public Optional<Member> writer() {
        return members.stream().filter(Member::writer).findFirst();
    }

    public Optional<Member> member(String id) {
        return members.stream().filter(member -> member.id().equals(id)).findFirst();
    }
}
