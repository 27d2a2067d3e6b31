package boxoffice.persistence.pool;

/** Nobody looks. */
final class UnseenPool implements PoolObserver {

    @Override
    public void asked() {}

    @Override
    public void acquired(long waitNanos) {}

    @Override
    public void released() {}

    @Override
    public void refused() {}
}
