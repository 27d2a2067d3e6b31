package boxoffice.domain.claim;

import boxoffice.domain.opening.QuotaId;
import boxoffice.domain.ticket.Ticket;
import java.util.List;

/**
 * What a batch of claims comes to: to be stored as a whole, before anybody is told.
 *
 * @param outcomes one for each claim, in the order of the claims
 * @param granted the new tickets
 * @param changes the new count of each quota that has new tickets
 */
public record Decision(List<ClaimOutcome> outcomes, List<Ticket> granted, List<StockChange> changes) {

    /** A quota's count after the batch; {@code reusedNumbers} were free and are issued again. */
    public record StockChange(QuotaId quota, int issued, int highestNumber, List<Integer> reusedNumbers) {}

    public Decision {
        outcomes = List.copyOf(outcomes);
        granted = List.copyOf(granted);
        changes = List.copyOf(changes);
    }
}
