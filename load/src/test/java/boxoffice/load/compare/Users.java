package boxoffice.load.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Users with a connection each, who ask, wait for the answer, and ask again: a closed loop, the same for everybody who
 * is compared.
 *
 * <p>One thread and one selector, plain bytes, no HTTP library: client and server share the processors, so what the
 * client spends is missing to the server.
 */
final class Users implements AutoCloseable {

    private static final long SILENCE_MILLIS_MAX = Duration.ofSeconds(30).toMillis();
    private static final int BYTES_MAX = 64 * 1024;
    private static final int BUSY = 503;

    private static final class User {
        private final SocketChannel channel;
        private final int number;
        private int turn;
        private long askedNanos;
        private byte[] begun = {};

        User(SocketChannel channel, int number) {
            this.channel = channel;
            this.number = number;
        }
    }

    private final Selector selector;
    private final List<User> users;
    private final ByteBuffer request = ByteBuffer.allocateDirect(BYTES_MAX);
    private final ByteBuffer received = ByteBuffer.allocateDirect(BYTES_MAX);
    private final byte[] reply = new byte[BYTES_MAX];

    private Users(Selector selector, List<User> users) {
        this.selector = selector;
        this.users = users;
    }

    /** To these ports in turn. */
    static Users connect(List<Integer> ports, int count) {
        try {
            Selector selector = Selector.open();
            List<User> users = new ArrayList<>(count);
            List<InetSocketAddress> servers = ports.stream()
                    .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .toList();
            for (int number = 0; number < count; number++) {
                InetSocketAddress server = servers.get(number % servers.size());
                SocketChannel channel = SocketChannel.open(server);
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                User user = new User(channel, number);
                channel.register(selector, SelectionKey.OP_READ, user);
                users.add(user);
            }
            return new Users(selector, users);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All ask their first at once; returns when all have their last answer. */
    Answers play(Script script, Span span) {
        Answers answers = new Answers(span);
        try {
            long start = System.nanoTime();
            int[] asking = {0};
            for (User user : users) {
                user.turn = 0;
                asking[0] += ask(user, script, System.nanoTime()) ? 1 : 0;
            }
            while (asking[0] > 0) {
                int ready = selector.select(
                        key -> {
                            User user = (User) key.attachment();
                            int status = read(user);
                            if (status > 0) {
                                long now = System.nanoTime();
                                answers.note(status, now - start, now - user.askedNanos);
                                boolean more = !span.isOver(now - start) && ask(user, script, now);
                                asking[0] -= more ? 0 : 1;
                            }
                        },
                        SILENCE_MILLIS_MAX);
                if (ready == 0) {
                    throw new IllegalStateException(asking[0] + " users wait in vain; so far " + answers.summary());
                }
            }
            return answers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * An open model: requests are due at random instants at this rate, whether or not answers come, and their latency
     * counts from then; each is sent by the user who has been idle for longest. Who was told "busy" asks the same
     * again.
     */
    Answers playAt(double perSecond, Script script, Span span) {
        Answers answers = new Answers(span);
        SplittableRandom random = new SplittableRandom(1);
        ArrayDeque<User> idle = new ArrayDeque<>(users);
        users.forEach(user -> user.turn = 0);
        try {
            long start = System.nanoTime();
            long heardNanos = 0;
            long dueNanos = 0;
            int[] waiting = {0};
            while (!span.isOver(dueNanos) || waiting[0] > 0) {
                long nowNanos = System.nanoTime() - start;
                while (dueNanos <= nowNanos && !span.isOver(dueNanos) && !idle.isEmpty()) {
                    User user = idle.remove();
                    if (!ask(user, script, start + dueNanos)) {
                        continue;
                    }
                    waiting[0]++;
                    dueNanos += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
                }
                if (idle.isEmpty() && waiting[0] == 0) {
                    throw new IllegalStateException("everybody's script has ended before the span");
                }
                long millis = Math.max(1, Math.min((dueNanos - nowNanos) / 1_000_000, SILENCE_MILLIS_MAX));
                int heard = selector.select(
                        key -> {
                            User user = (User) key.attachment();
                            int status = read(user);
                            if (status > 0) {
                                long now = System.nanoTime();
                                answers.note(status, now - start, now - user.askedNanos);
                                user.turn -= status == BUSY ? 1 : 0;
                                waiting[0]--;
                                idle.add(user);
                            }
                        },
                        millis);
                heardNanos = heard > 0 || waiting[0] == 0 ? nowNanos : heardNanos;
                if (nowNanos - heardNanos > SILENCE_MILLIS_MAX * 1_000_000) {
                    throw new IllegalStateException("users wait in vain; so far " + answers.summary());
                }
            }
            return answers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            for (User user : users) {
                user.channel.close();
            }
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean ask(User user, Script script, long dueNanos) {
        request.clear();
        if (!script.put(request, user.number, user.turn)) {
            return false;
        }
        request.flip();
        user.turn++;
        user.askedNanos = dueNanos;
        try {
            while (request.hasRemaining()) {
                user.channel.write(request); // a request is smaller than any socket's buffer
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return true;
    }

    /** The status, or 0 where the answer is not whole yet. */
    private int read(User user) {
        received.clear();
        try {
            if (user.channel.read(received) < 0) {
                throw new IllegalStateException("the server closed the connection of user " + user.number);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        received.flip();
        int before = user.begun.length;
        int length = before + received.remaining();
        System.arraycopy(user.begun, 0, reply, 0, before);
        received.get(reply, before, length - before);
        int status = Replies.status(reply, length);
        if (status == 0) {
            user.begun = Arrays.copyOf(reply, length);
        } else if (before > 0) {
            user.begun = new byte[0];
        }
        return status;
    }
}
