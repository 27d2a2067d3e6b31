package boxoffice.scaling;

import boxoffice.scaling.writer.Progress;
import boxoffice.scaling.writer.Step;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A line for each step; of waiting, a line when its reason changes and one every half minute. */
final class PrintedProgress implements Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Duration WAITING_EVERY = Duration.ofSeconds(30);

    private final PrintWriter out;
    private final Clock clock;
    private final Instant begun;
    private @Nullable String waitingFor;
    private Instant waitingSaid;
    private int steps;

    PrintedProgress(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.instant();
        this.waitingSaid = begun;
    }

    @Override
    public void step(Step step) {
        waitingFor = null;
        steps++;
        line("step " + steps + "  " + step.tells());
    }

    @Override
    public void waiting(String why) {
        Instant now = clock.instant();
        boolean due = !now.isBefore(waitingSaid.plus(WAITING_EVERY));
        if (!why.equals(waitingFor) || due) {
            waitingFor = why;
            waitingSaid = now;
            line("wait    " + why);
        }
    }

    @Override
    public void ended(Step last) {
        long minutes = Duration.between(begun, clock.instant()).toMinutes();
        line((last instanceof Step.Finished ? "done    " : "STOPPED ") + last.tells() + " (" + minutes + " min)");
    }

    private void line(String text) {
        out.println(TIME.format(LocalTime.ofInstant(clock.instant(), ZoneOffset.UTC)) + "  " + text);
        out.flush();
    }
}
