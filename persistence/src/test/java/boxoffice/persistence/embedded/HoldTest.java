package boxoffice.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoldTest {

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());

    @Test
    void isTakenOnceAtATime(@TempDir Path folder) throws IOException {
        try (Hold first = Hold.tryOn(folder).orElseThrow()) {
            Optional<Hold> second = Hold.tryOn(folder);

            assertThat(first).isNotNull();
            assertThat(second).isEmpty();
            assertThat(Hold.holder(folder)).contains(OWN_PID);
        }
    }

    @Test
    void isFreeAfterItWasClosed(@TempDir Path folder) throws IOException {
        Hold.tryOn(folder).orElseThrow().close();

        Optional<Hold> again = Hold.tryOn(folder);

        assertThat(again).isPresent();
        again.orElseThrow().close();
    }

    @Test
    void leavesThePidOfItsHolderForOthersToRead(@TempDir Path folder) throws IOException {
        Hold.tryOn(folder).orElseThrow().close();

        assertThat(Hold.holder(folder)).isEqualTo("the process with pid " + OWN_PID);
    }
}
