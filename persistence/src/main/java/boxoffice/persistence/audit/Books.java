package boxoffice.persistence.audit;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Where the audit reads. Each future ends in bounded time. */
interface Books {

    /** A quota that does not exist and has tickets, and the opening that one of them names. */
    record Lost(QuotaId quota, OpeningId opening) {}

    /** What is to be looked at, as a reader says. */
    Future<List<Listed>> listed();

    /** One quota, as a reader says; empty when it is gone. */
    Future<Optional<QuotaBooks>> quota(Listed listed);

    /** Quotas that are not there, as a reader says; of those that may have been of the same openings as these. */
    Future<List<Lost>> lost(List<Listed> listed);

    /** What of the opening breaks a promise, on the writer and at one moment; empty when nothing does. */
    Future<List<String>> breaches(OpeningId opening);
}
