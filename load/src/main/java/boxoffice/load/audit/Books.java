package boxoffice.load.audit;

import boxoffice.load.history.TicketTold;
import java.util.List;
import java.util.Map;

/**
 * What is stored of one opening after the rush.
 *
 * @param source where it was read, for a person
 * @param complete whether the tickets of everybody are in it, not only of those who took part
 * @param quotas by id
 * @param tickets held now
 * @param returned how many were given back over all its time; 0 where that cannot be seen
 */
public record Books(
        String source, boolean complete, Map<String, QuotaBook> quotas, List<TicketTold> tickets, int returned) {

    public Books {
        quotas = Map.copyOf(quotas);
        tickets = List.copyOf(tickets);
    }

    /**
     * One quota.
     *
     * @param issued its counter
     */
    public record QuotaBook(int size, int issued) {}

    int size() {
        return quotas.values().stream().mapToInt(QuotaBook::size).sum();
    }

    int issued() {
        return quotas.values().stream().mapToInt(QuotaBook::issued).sum();
    }
}
