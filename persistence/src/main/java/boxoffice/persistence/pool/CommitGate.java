package boxoffice.persistence.pool;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Decides the race between the COMMIT of one transaction and whoever loses patience with it: either COMMIT is sent, and
 * then its outcome is open until it is answered, or the gate is shut, and then it never will be sent. So nobody is told
 * "nothing was stored" of what is stored a moment later.
 *
 * <p>For one transaction. Safe from any thread.
 */
public final class CommitGate {

    private final Promise<Void> leftAlone = Promise.promise();
    private boolean passed;
    private boolean shut;

    /** To be asked right before COMMIT is sent; false when it must not be any more. */
    public synchronized boolean pass() {
        passed |= !shut;
        return !shut;
    }

    /** Whether COMMIT has been sent. */
    public synchronized boolean hasPassed() {
        return passed;
    }

    /**
     * Waits no longer. Who waits for the session learns at once that nothing is stored, or with an
     * {@link OutcomeUnknownException} that it may be.
     */
    public void giveUp(String why) {
        boolean mayBeStored;
        synchronized (this) {
            shut |= !passed;
            mayBeStored = passed;
        }
        if (!leftAlone.future().isComplete()) {
            GivenUpException reason = new GivenUpException(why);
            leftAlone.tryFail(mayBeStored ? new OutcomeUnknownException(reason) : reason);
        }
    }

    boolean isShut() {
        return leftAlone.future().failed();
    }

    /**
     * The result, or the failure of {@link #giveUp}, whichever comes first. Who comes too late to give up holds nothing
     * of the result: patience lasts much longer than most transactions.
     */
    public <T> Future<T> orGivenUp(Future<T> result) {
        Promise<T> told = Promise.promise();
        leftAlone.future().onFailure(told::tryFail);
        result.onComplete(told::tryComplete, told::tryFail);
        result.onComplete(ended -> leftAlone.tryComplete());
        return told.future();
    }
}
