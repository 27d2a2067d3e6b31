package boxoffice.load.compare.peer;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The best order of the conventional statements: the hot row is locked last, and so for the shortest time. */
@Service
@ConditionalOnProperty(name = "peer.style", havingValue = "insert-first")
class InsertFirst implements Claims {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    InsertFirst(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Outcome claim(long opening, String member) {
        try {
            return transaction.execute(status -> {
                jdbc.update("INSERT INTO ticket (opening_id, member_id) VALUES (?, ?)", opening, member);
                int taken = jdbc.update(
                        "UPDATE opening SET claimed = claimed + 1"
                                + " WHERE id = ? AND claimed < quota AND opens_at <= NOW(3)",
                        opening);
                if (taken == 1) {
                    return Outcome.GRANTED;
                }
                status.setRollbackOnly();
                return refusal(opening);
            });
        } catch (DuplicateKeyException holdsOne) {
            return Outcome.ALREADY_HELD;
        }
    }

    private Outcome refusal(long opening) {
        return jdbc
                .query(
                        "SELECT opens_at <= NOW(3) FROM opening WHERE id = ?",
                        (row, number) -> row.getBoolean(1) ? Outcome.SOLD_OUT : Outcome.NOT_YET_OPEN,
                        opening)
                .stream()
                .findFirst()
                .orElse(Outcome.NO_SUCH_OPENING);
    }
}
