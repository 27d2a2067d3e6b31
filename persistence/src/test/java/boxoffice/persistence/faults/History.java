package boxoffice.persistence.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every claim of one opening with its times and its answer, as the members saw it. Any thread may write. */
public final class History {

    /** A claim on its way. */
    public static final class Call {

        private final String member;
        private final long sentNanos;
        private volatile long answeredNanos = Long.MAX_VALUE;
        private volatile @Nullable Answer answer;

        private Call(String member, long sentNanos) {
            this.member = member;
            this.sentNanos = sentNanos;
        }

        /** To be called once. */
        public void answered(Answer told, long nanos) {
            answeredNanos = nanos;
            answer = told;
        }

        String member() {
            return member;
        }

        long sentNanos() {
            return sentNanos;
        }

        /** {@link Long#MAX_VALUE} without an answer. */
        long answeredNanos() {
            return answeredNanos;
        }

        @Nullable Answer answer() {
            return answer;
        }

        boolean was(Class<? extends Answer> kind) {
            return kind.isInstance(answer);
        }

        boolean was(Answer.Reason reason) {
            return answer instanceof Answer.Refused refused && refused.reason() == reason;
        }

        @Override
        public String toString() {
            return member + " was told " + answer;
        }
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    public Call sent(String member, long nanos) {
        Call call = new Call(member, nanos);
        calls.add(call);
        return call;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** One line for each claim in the order of asking, times included: two runs that are the same have the same. */
    public List<String> lines() {
        return calls.stream()
                .map(call -> call.sentNanos() + " " + call.answeredNanos() + " " + call)
                .toList();
    }

    /** How many answers were like this. */
    public long count(Predicate<Answer> like) {
        return calls.stream()
                .map(Call::answer)
                .filter(answer -> answer != null && like.test(answer))
                .count();
    }

    /** How long members waited from their first click to an answer that is final, sorted; in milliseconds. */
    public List<Long> waitsMillis() {
        Map<String, Long> first = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (Call call : calls) {
            Answer answer = call.answer();
            first.merge(call.member(), call.sentNanos(), Math::min);
            if (answer != null && answer.isFinal()) {
                last.merge(call.member(), call.answeredNanos(), Math::min);
            }
        }
        List<Long> waits = new ArrayList<>();
        last.forEach((member, end) -> waits.add(TimeUnit.NANOSECONDS.toMillis(end - first.getOrDefault(member, end))));
        waits.sort(Comparator.naturalOrder());
        return waits;
    }

    /** Of the sorted waits, the one that the share of all does not exceed; zero without any. */
    public long waitMillis(double share) {
        List<Long> waits = waitsMillis();
        return waits.isEmpty() ? 0 : waits.get((int) Math.min(waits.size() - 1, Math.floor(waits.size() * share)));
    }

    /** Members who never got a final answer. */
    public long unserved() {
        Map<String, Boolean> served = new HashMap<>();
        for (Call call : calls) {
            Answer answer = call.answer();
            served.merge(call.member(), answer != null && answer.isFinal(), Boolean::logicalOr);
        }
        return served.values().stream().filter(done -> !done).count();
    }

    /** The longest time between two final answers that followed each other. */
    public long longestSilenceMillis() {
        List<Long> times = answerTimes(call -> call.was(Answer.Ticket.class) || call.was(Answer.Refused.class));
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    /** How long after this moment the first ticket was acknowledged that was; empty when none was. */
    public long firstTicketAfterMillis(long nanos) {
        return answerTimes(call -> call.was(Answer.Ticket.class)).stream()
                .filter(time -> time >= nanos)
                .findFirst()
                .map(time -> TimeUnit.NANOSECONDS.toMillis(time - nanos))
                .orElse(Long.MAX_VALUE);
    }

    private List<Long> answerTimes(Predicate<Call> like) {
        return calls.stream().filter(like).map(Call::answeredNanos).sorted().toList();
    }
}
