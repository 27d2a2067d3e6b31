package boxoffice.persistence.pool;

import java.time.Duration;

/** For a watch that nobody measures. */
final class UnseenWriter implements WriterObserver {

    @Override
    public void found(Writer writer, Duration silence) {}

    @Override
    public void lost(String reason) {}

    @Override
    public void disputed() {}
}
