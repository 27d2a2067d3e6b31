package boxoffice.load;

import boxoffice.load.rush.CannotRun;
import boxoffice.load.rush.RushSettings;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Whether this process may open as many sockets as a rush needs; asked before, so that none fails in the middle. */
final class FileLimit {

    private static final int OTHERS = 200;

    private FileLimit() {}

    static void check(RushSettings settings) {
        long needed = OTHERS
                + settings.crowd().members() * (100L + settings.crowd().doubleClicksPercent() + 1) / 100
                + settings.streams();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            throw new CannotRun("about " + needed + " sockets are needed and this process may open "
                    + system.getMaxFileDescriptorCount()
                    + " files: ulimit -n, or fewer --members, --double-clicks or --streams");
        }
    }
}
