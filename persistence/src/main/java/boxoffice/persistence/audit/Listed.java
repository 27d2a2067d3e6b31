package boxoffice.persistence.audit;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A quota that is to be looked at.
 *
 * @param numbers about how many of its numbers were ever issued
 * @param version of its row when it was listed
 */
record Listed(OpeningId opening, QuotaId quota, int numbers, long version) {

    /** Rows of {@link AuditStatements#LISTED} or {@link AuditStatements#QUOTAS}. */
    static List<Listed> of(RowSet<Row> rows) {
        List<Listed> listed = new ArrayList<>(rows.size());
        rows.forEach(row -> listed.add(new Listed(
                new OpeningId(row.getLong(0)),
                new QuotaId(row.getLong(1)),
                Math.max(row.getInteger(2), row.getInteger(3)),
                row.getLong(4))));
        return listed;
    }
}
