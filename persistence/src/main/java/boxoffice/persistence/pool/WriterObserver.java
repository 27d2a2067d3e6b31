package boxoffice.persistence.pool;

import java.time.Duration;

/** Is told where the writer is, on the watch's event loop; must return at once and not throw. */
public interface WriterObserver {

    /** A writer was found, after so long without one; zero for the first. */
    void found(Writer writer, Duration silence);

    /** The writer is gone, or is none any more. */
    void lost(String reason);

    /** Two servers accept writes at once; until only one does, none is used. */
    void disputed();
}
