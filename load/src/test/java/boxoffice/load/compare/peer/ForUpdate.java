package boxoffice.load.compare.peer;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The usual form: lock the opening, look, write. */
@Service
@ConditionalOnProperty(name = "peer.style", havingValue = "for-update")
class ForUpdate implements Claims {

    private record Locked(boolean open, boolean soldOut) {}

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ForUpdate(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public Outcome claim(long opening, String member) {
        try {
            return transaction.execute(status -> inTransaction(opening, member));
        } catch (DuplicateKeyException holdsOne) {
            return Outcome.ALREADY_HELD;
        }
    }

    private Outcome inTransaction(long opening, String member) {
        List<Locked> found = jdbc.query(
                "SELECT opens_at <= NOW(3), claimed >= quota FROM opening WHERE id = ? FOR UPDATE",
                (row, number) -> new Locked(row.getBoolean(1), row.getBoolean(2)),
                opening);
        if (found.isEmpty()) {
            return Outcome.NO_SUCH_OPENING;
        }
        Locked locked = found.get(0);
        if (!locked.open()) {
            return Outcome.NOT_YET_OPEN;
        }
        if (locked.soldOut()) {
            return Outcome.SOLD_OUT;
        }
        jdbc.update("UPDATE opening SET claimed = claimed + 1 WHERE id = ?", opening);
        jdbc.update("INSERT INTO ticket (opening_id, member_id) VALUES (?, ?)", opening, member);
        return Outcome.GRANTED;
    }
}
