package boxoffice.persistence.pool;

/** Observes nothing. */
public final class SilentPool implements PoolObserver {

    @Override
    public void asked() {}

    @Override
    public void acquired(long waitNanos) {}

    @Override
    public void released() {}

    @Override
    public void refused() {}
}
