package boxoffice.load;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One line that is written over and over on a terminal; elsewhere a line now and then. */
final class ProgressLine implements Consumer<String> {

    private static final String OVERWRITE = "\r\u001b[2K";
    private static final long EVERY_NANOS_ELSEWHERE = TimeUnit.SECONDS.toNanos(2);
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;

    /** From JDK 22 on there is always a console; all it costs then is a line that overwrites itself in a file. */
    @SuppressWarnings("SystemConsoleNull")
    private final boolean terminal = System.console() != null;

    private long writtenNanos = System.nanoTime() - EVERY_NANOS_ELSEWHERE;

    ProgressLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        long now = System.nanoTime();
        if (now - writtenNanos < (terminal ? EVERY_NANOS : EVERY_NANOS_ELSEWHERE)) {
            return;
        }
        writtenNanos = now;
        if (terminal) {
            out.print(OVERWRITE + line);
        } else {
            out.println(line);
        }
    }

    /** Leaves the line. */
    void end() {
        if (terminal) {
            out.print(OVERWRITE);
        }
    }
}
