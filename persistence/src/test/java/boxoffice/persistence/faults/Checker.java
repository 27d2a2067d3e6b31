package boxoffice.persistence.faults;

import boxoffice.persistence.faults.Breach.Promise;
import boxoffice.persistence.faults.History.Call;
import boxoffice.persistence.faults.Stored.QuotaRow;
import boxoffice.persistence.faults.Stored.TicketRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a history against the tables. Nothing may have been given back in it, and the opening must not have changed.
 * For such a history the check of the order is complete: a ticket's number is its place in the order of commits, so one
 * pass in time finds every pair that real time contradicts.
 */
public final class Checker {

    private final List<Call> calls;
    private final Stored stored;
    private final Map<String, TicketRow> byMember = new HashMap<>();
    private final List<Breach> breaches = new ArrayList<>();

    private Checker(History history, Stored stored) {
        this.calls = history.calls();
        this.stored = stored;
    }

    /**
     * Everything that is wrong; empty when all is well.
     *
     * @param answeredWithin how long a single claim may take to be answered at all
     */
    public static List<Breach> breaches(History history, Stored stored, Duration answeredWithin) {
        Checker checker = new Checker(history, stored);
        checker.tables();
        checker.acknowledged();
        checker.refused();
        checker.order();
        checker.nothingAfterTheEnd();
        checker.answered(answeredWithin.toNanos());
        return checker.breaches;
    }

    private void tables() {
        for (TicketRow ticket : stored.tickets()) {
            TicketRow other = byMember.put(ticket.member(), ticket);
            if (other != null) {
                found(Promise.TWICE, ticket.member() + " holds " + other + " and " + ticket);
            }
        }
        for (QuotaRow quota : stored.quotas()) {
            List<Integer> numbers = stored.tickets().stream()
                    .filter(ticket -> ticket.quota().equals(quota.id()))
                    .map(TicketRow::number)
                    .sorted()
                    .toList();
            if (numbers.size() > quota.size()) {
                found(Promise.OVERSOLD, numbers.size() + " tickets of " + quota);
            }
            if (numbers.size() != quota.issued() || numbers.size() != quota.highestNumber()) {
                found(Promise.MISCOUNTED, numbers.size() + " tickets of " + quota);
            }
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) != i + 1) {
                    found(Promise.MISCOUNTED, "number " + numbers.get(i) + " instead of " + (i + 1) + " of " + quota);
                    break;
                }
            }
        }
    }

    private void acknowledged() {
        Map<String, Answer> told = new HashMap<>();
        for (Call call : calls) {
            if (call.answer() instanceof Answer.Ticket ticket) {
                Answer before = told.putIfAbsent(call.member(), ticket);
                if (before != null && !before.equals(ticket)) {
                    found(Promise.TWICE, call + ", and of " + before);
                }
                TicketRow row = byMember.get(call.member());
                if (row == null
                        || row.number() != ticket.number()
                        || !row.quota().equals(ticket.quota())) {
                    found(Promise.LOST, call + ", stored is " + row);
                }
            } else if (call.answer() instanceof Answer.Forbidden) {
                found(Promise.FORBIDDEN, call.toString());
            }
        }
    }

    /**
     * "Not open yet" is true before the first ticket, also for somebody who gets one later; "later" without a doubt
     * means that nothing is stored.
     */
    private void refused() {
        Set<String> toldOtherwise = new HashSet<>();
        long firstTicket = calls.stream()
                .filter(call -> call.was(Answer.Ticket.class))
                .mapToLong(Call::answeredNanos)
                .min()
                .orElse(Long.MAX_VALUE);
        for (Call call : calls) {
            boolean final_ = call.was(Answer.Reason.SOLD_OUT) || call.was(Answer.Reason.CLOSED);
            if (final_ && byMember.containsKey(call.member())) {
                found(Promise.HOLDER_REFUSED, call + " and holds " + byMember.get(call.member()));
            }
            boolean nothing = call.answer() instanceof Answer.Later later && !later.unknown();
            if (!nothing) {
                toldOtherwise.add(call.member());
            }
            if (call.was(Answer.Reason.NOT_YET_OPEN) && call.sentNanos() > firstTicket) {
                found(Promise.HOLDER_REFUSED, call + " after others had got tickets");
            }
        }
        for (Call call : calls) {
            if (!toldOtherwise.contains(call.member()) && byMember.containsKey(call.member())) {
                found(Promise.HOLDER_REFUSED, call + ", that nothing is stored, and holds a ticket");
            }
        }
    }

    private void order() {
        Map<String, Long> asked = new HashMap<>();
        Map<String, Long> acknowledged = new HashMap<>();
        for (Call call : calls) {
            asked.merge(call.member(), call.sentNanos(), Math::min);
            if (call.was(Answer.Ticket.class)) {
                acknowledged.merge(call.member(), call.answeredNanos(), Math::min);
            }
        }
        Map<String, List<TicketRow>> byQuota =
                stored.tickets().stream().collect(Collectors.groupingBy(TicketRow::quota));
        byQuota.values().forEach(tickets -> order(tickets, asked, acknowledged));
    }

    private void order(List<TicketRow> tickets, Map<String, Long> asked, Map<String, Long> acknowledged) {
        List<TicketRow> byAsking = tickets.stream()
                .filter(ticket -> asked.containsKey(ticket.member()))
                .sorted(Comparator.comparing(ticket -> asked.getOrDefault(ticket.member(), 0L)))
                .toList();
        List<TicketRow> byAnswer = tickets.stream()
                .filter(ticket -> acknowledged.containsKey(ticket.member()))
                .sorted(Comparator.comparing(ticket -> acknowledged.getOrDefault(ticket.member(), 0L)))
                .toList();
        int next = 0;
        TicketRow highest = null;
        for (TicketRow ticket : byAsking) {
            long sent = asked.getOrDefault(ticket.member(), 0L);
            while (next < byAnswer.size()
                    && acknowledged.getOrDefault(byAnswer.get(next).member(), 0L) < sent) {
                TicketRow answered = byAnswer.get(next++);
                highest = highest == null || answered.number() > highest.number() ? answered : highest;
            }
            if (highest != null && ticket.number() < highest.number()) {
                found(Promise.DISORDER, ticket + " was asked for after " + highest + " was acknowledged");
            }
        }
    }

    /** Only for an opening with one quota: of several, one may be sold out and the others not. */
    private void nothingAfterTheEnd() {
        if (stored.quotas().size() != 1) {
            return;
        }
        long end = calls.stream()
                .filter(call -> call.was(Answer.Reason.SOLD_OUT) || call.was(Answer.Reason.CLOSED))
                .mapToLong(Call::answeredNanos)
                .min()
                .orElse(Long.MAX_VALUE);
        Set<String> early = new HashSet<>();
        calls.stream().filter(call -> call.sentNanos() <= end).map(Call::member).forEach(early::add);
        for (Call call : calls) {
            if (call.was(Answer.Ticket.class) && !early.contains(call.member())) {
                found(Promise.DISORDER, call + ", having asked after the end");
            }
        }
    }

    private void answered(long withinNanos) {
        for (Call call : calls) {
            if (call.answer() == null) {
                found(Promise.UNANSWERED, call.member() + " was never answered");
            } else if (call.answeredNanos() - call.sentNanos() > withinNanos) {
                long millis = (call.answeredNanos() - call.sentNanos()) / 1_000_000;
                found(Promise.UNANSWERED, call + " only after " + millis + " ms");
            }
        }
    }

    private void found(Promise promise, String what) {
        breaches.add(new Breach(promise, what));
    }
}
