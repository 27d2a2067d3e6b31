package boxoffice.persistence.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive hold on a folder, through a lock on a file in it. The kernel lets go of it when the process ends,
 * however it ends.
 *
 * <p>Locks of this kind belong to the process: a second channel on the same file, closed, would release the first one's
 * lock. So the holds of this JVM are counted here, in the one static field of the package, before any file is opened.
 */
final class Hold implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private Hold(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the hold, or nothing when another process or another part of this one has it. */
    static Optional<Hold> tryOn(Path folder) throws IOException {
        Path file = file(folder);
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            if (!taken) {
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return Optional.of(new Hold(file, channel));
        } catch (OverlappingFileLockException heldByAnotherClassLoader) {
            return Optional.empty();
        } finally {
            if (!taken) {
                closeQuietly(channel);
                HELD_HERE.remove(file);
            }
        }
    }

    /** Who has it, for a message: a process id, or a phrase where it cannot be read. */
    static String holder(Path folder) {
        if (HELD_HERE.contains(file(folder))) {
            return "this process, pid " + ProcessHandle.current().pid();
        }
        try {
            String pid = Files.readString(file(folder)).strip();
            return pid.isEmpty() ? "another process" : "the process with pid " + pid;
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
        HELD_HERE.remove(file);
    }

    private static Path file(Path folder) {
        return folder.resolve("lock");
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException ignored) {
            // The descriptor is gone either way, and the lock with it.
        }
    }
}
