package boxoffice.persistence.claim;

import io.vertx.core.Future;

/** Decides a batch of claims of one opening, durably. */
interface BatchDecider {

    /** Gives the flight an outcome for each claim that is still waited for; never fails. */
    Future<Void> decide(Flight flight);
}
