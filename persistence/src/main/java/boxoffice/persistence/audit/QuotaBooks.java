package boxoffice.persistence.audit;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the tables say of one quota: what is counted in its own row, and the rows that it counts. Says what of it breaks
 * a promise; a pure function.
 */
record QuotaBooks(OpeningId opening, QuotaId quota, String name, int size, int issued, int highestNumber, Tally tally) {

    /** A row of {@link AuditStatements#TALLY}. */
    static QuotaBooks of(Listed listed, Row row) {
        Tally tally = new Tally(
                Set.of(row.getLong(4)),
                row.getLong(5),
                row.getLong(6),
                Math.min(row.getInteger(7), row.getInteger(12)),
                Math.max(row.getInteger(8), row.getInteger(13)),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(14));
        return new QuotaBooks(
                listed.opening(),
                listed.quota(),
                row.getString(0),
                row.getInteger(1),
                row.getInteger(2),
                row.getInteger(3),
                tally);
    }

    /** This quota with what was counted in another range. */
    QuotaBooks plus(QuotaBooks more) {
        return new QuotaBooks(
                opening, quota, more.name, more.size, more.issued, more.highestNumber, tally.plus(more.tally));
    }

    /** Everything that breaks a promise, for operators; empty when all is well. Means nothing of several moments. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        add(breaches, tally.held() > size, "holds " + tally.held() + " tickets of " + size);
        add(breaches, issued > size, "counts " + issued + " issued of " + size);
        add(breaches, highestNumber > size, "counts numbers to " + highestNumber + " of " + size);
        add(breaches, tally.held() != issued, "counts " + issued + " issued and holds " + tally.held() + " tickets");
        add(breaches, tally.twins() > 0, "has " + tally.twins() + " tickets of members who hold another one");
        add(breaches, tally.numbers() != tally.held(), "has numbers twice: " + (tally.held() - tally.numbers()));
        add(breaches, tally.freedAndHeld() > 0, "has numbers both held and free: " + tally.freedAndHeld());
        add(
                breaches,
                tally.lowest() < 1 || tally.highest() > highestNumber,
                "has numbers from " + tally.lowest() + " to " + tally.highest() + " and counts them from 1 to "
                        + highestNumber);
        add(
                breaches,
                tally.numbers() + tally.freed() != highestNumber,
                "counts numbers to " + highestNumber + ", of which " + tally.numbers() + " are held and "
                        + tally.freed() + " free");
        add(breaches, tally.strangers() > 0, "has " + tally.strangers() + " tickets that name another opening");
        return breaches;
    }

    private void add(List<String> breaches, boolean isBroken, String what) {
        if (isBroken) {
            breaches.add("quota " + quota + " \"" + name + "\" " + what);
        }
    }
}
