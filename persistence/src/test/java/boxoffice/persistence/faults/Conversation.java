package boxoffice.persistence.faults;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy. Both directions are confined to the event loop that accepted it. */
final class Conversation {

    /** What becomes of the server's next reply. */
    private enum Reply {
        PASSES,
        /** It answers the ROLLBACK that we put in; then what waited goes on. */
        IS_OURS,
        /** Thrown away, and the connection is cut. */
        IS_LOST
    }

    private static final int NO_PLACE = -1;
    private static final int[] PLACES = {2, 3, 4, FaultProxy.COMMIT};

    private final FaultProxy proxy;
    private final NetSocket near;
    private final Random random;
    private final Context context;
    private final Packets packets = new Packets();

    private @Nullable NetSocket far;
    private boolean connecting;
    private Buffer heldForServer = Buffer.buffer();
    private Buffer heldForClient = Buffer.buffer();
    private boolean nearGone;
    private boolean farGone;

    private final ArrayDeque<Buffer> behindCommand = new ArrayDeque<>();
    private boolean unanswered;
    private Future<Void> delayed = Future.succeededFuture();
    private int delays;
    private Reply reply = Reply.PASSES;
    private Buffer behindRollback = Buffer.buffer();
    private int executions;
    private int rollbackPlace = NO_PLACE;

    Conversation(FaultProxy proxy, NetSocket near, Random random) {
        this.proxy = proxy;
        this.near = near;
        this.random = random;
        this.context = proxy.vertx().getOrCreateContext();
    }

    void start() {
        near.handler(bytes -> {
            behindCommand.addAll(packets.add(bytes));
            next();
        });
        near.exceptionHandler(reset -> {});
        near.closeHandler(closed -> {
            nearGone = true;
            settle();
        });
        connectUnlessHanging();
    }

    void lineChanged() {
        context.runOnContext(now -> {
            connectUnlessHanging();
            settle();
        });
    }

    void cut() {
        context.runOnContext(now -> end());
    }

    private void connectUnlessHanging() {
        if (far != null || connecting || proxy.line() == Line.HANGING) {
            return;
        }
        connecting = true;
        proxy.connect()
                .onSuccess(server -> {
                    far = server;
                    server.handler(this::fromServer);
                    server.exceptionHandler(reset -> {});
                    server.closeHandler(closed -> {
                        farGone = true;
                        settle();
                    });
                    settle();
                })
                .onFailure(unreachable -> end());
    }

    /** Delivers what is held no more, and hangs up where the other side may know that it is alone. */
    private void settle() {
        Line line = proxy.line();
        NetSocket server = far;
        if (server != null && !line.holdsRequests()) {
            if (heldForServer.length() > 0 && !farGone) {
                server.write(heldForServer).onFailure(gone -> {});
            }
            heldForServer = Buffer.buffer();
            if (nearGone) {
                end();
            }
        }
        if (!line.holdsReplies()) {
            if (heldForClient.length() > 0 && !nearGone) {
                near.write(heldForClient).onFailure(gone -> {});
            }
            heldForClient = Buffer.buffer();
            if (farGone || (nearGone && server == null)) {
                end();
            }
        }
    }

    /** A reply to one of several that are on their way is one small packet: only who waits reads many rows. */
    private void next() {
        while (!unanswered && !behindCommand.isEmpty()) {
            Buffer packet = behindCommand.poll();
            unanswered = Packets.isAnswered(packet);
            fromClient(packet);
        }
    }

    private void fromClient(Buffer packet) {
        boolean commit = Packets.isCommit(packet);
        Weather weather = proxy.weather();
        long millis =
                weather.roundTrip().toMillis() + (commit ? weather.commit().toMillis() : 0);
        if (millis == 0 && delays == 0) {
            judge(packet, commit, weather);
            return;
        }
        delays++;
        delayed = delayed.compose(before -> proxy.vertx()
                        .timer(Math.max(1, millis), TimeUnit.MILLISECONDS)
                        .<Void>mapEmpty())
                .onComplete(due -> {
                    delays--;
                    judge(packet, commit, weather);
                });
    }

    private void judge(Buffer packet, boolean commit, Weather weather) {
        int place = place(packet, commit, weather);
        if (commit) {
            proxy.injected(Injected.COMMITS_SEEN);
            double chance = random.nextDouble();
            if (chance < weather.commitLost()) {
                cutFor(Injected.COMMIT_LOST);
                return;
            } else if (chance < weather.commitLost() + weather.commitReplyLost()) {
                proxy.injected(Injected.COMMIT_REPLY_LOST);
                reply = Reply.IS_LOST;
            }
        }
        if (weather.cut() > 0 && random.nextDouble() < weather.cut()) {
            if (random.nextBoolean()) {
                cutFor(Injected.CUT);
                return;
            }
            proxy.injected(Injected.CUT);
            reply = Reply.IS_LOST;
        }
        boolean rollBack = place != NO_PLACE && (place == rollbackPlace || proxy.rollsBackBefore(place));
        if (rollBack) {
            proxy.injected(Injected.ROLLED_BACK);
            rollbackPlace = NO_PLACE;
            reply = Reply.IS_OURS;
            behindRollback = packet;
            toServer(Packets.query("ROLLBACK"));
        } else {
            toServer(packet);
        }
    }

    /** Where in its transaction the packet stands; {@link #NO_PLACE} for what is neither an execution nor COMMIT. */
    private int place(Buffer packet, boolean commit, Weather weather) {
        if (Packets.isExecution(packet)) {
            executions++;
            if (executions == 1) {
                boolean picked = weather.rolledBack() > 0 && random.nextDouble() < weather.rolledBack();
                rollbackPlace = picked ? PLACES[random.nextInt(PLACES.length)] : NO_PLACE;
            }
            return executions;
        }
        if (commit || Packets.isQuery(packet, "ROLLBACK")) {
            executions = 0;
        }
        return commit ? FaultProxy.COMMIT : NO_PLACE;
    }

    private void toServer(Buffer packet) {
        NetSocket server = far;
        if (server == null || proxy.line().holdsRequests()) {
            heldForServer.appendBuffer(packet);
        } else {
            server.write(packet).onFailure(gone -> {});
        }
    }

    private void fromServer(Buffer bytes) {
        switch (reply) {
            case IS_LOST -> end();
            case IS_OURS -> {
                reply = Reply.PASSES; // one small packet
                toServer(behindRollback);
            }
            case PASSES -> {
                if (proxy.line().holdsReplies()) {
                    heldForClient.appendBuffer(bytes);
                } else {
                    near.write(bytes).onFailure(gone -> {});
                }
                unanswered = false;
                next();
            }
        }
    }

    private void cutFor(Injected what) {
        proxy.injected(what);
        end();
    }

    private void end() {
        proxy.ended(this);
        near.close().onFailure(gone -> {});
        if (far != null) {
            far.close().onFailure(gone -> {});
        }
    }
}
