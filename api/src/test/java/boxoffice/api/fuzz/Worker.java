package boxoffice.api.fuzz;

import boxoffice.api.fuzz.Wire.Received;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Sends shot after shot and judges what comes back. Run by one thread. */
final class Worker {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final Duration PATIENCE_MAX = Duration.ofMillis(150);
    private static final int COMPLAINTS_MAX = 10;
    private static final int SHOWN_MAX = 600;

    private final long seed;
    private final Dice dice;
    private final Known known;
    private final Shots shots;
    private final Judge judge;
    private final ToIntFunction<Shot> port;
    private final List<String> complaints = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> successes = new TreeMap<>();
    private @Nullable Wire wire;
    private int wirePort;
    private int sent;

    Worker(long seed, List<Operation> operations, Tokens tokens, Known known, Judge judge, ToIntFunction<Shot> port) {
        this.seed = seed;
        this.dice = new Dice(seed);
        this.known = known;
        this.shots = new Shots(dice, operations, tokens, known);
        this.judge = judge;
        this.port = port;
    }

    /** Returns early where it has complained enough. */
    void run(int requests) {
        for (int i = 0; i < requests && !hasComplainedEnough(); i++) {
            send(shots.next());
        }
        drop();
    }

    /** Shoots at it, and now and then at something else, until it was answered with success once. */
    void insistOn(Operation operation, int requestsMax) {
        for (int i = 0; i < requestsMax && !successes.containsKey(operation.id()) && !hasComplainedEnough(); i++) {
            send(i % 4 == 0 ? shots.next() : shots.at(operation));
        }
        drop();
    }

    private boolean hasComplainedEnough() {
        return complaints.size() >= COMPLAINTS_MAX;
    }

    private void send(Shot shot) {
        try {
            fire(shot);
        } catch (IOException failure) {
            complain(shot, failure.toString(), null);
            drop();
        }
        sent++;
    }

    int sent() {
        return sent;
    }

    List<String> complaints() {
        return complaints;
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    Map<String, Integer> successes() {
        return successes;
    }

    private void fire(Shot shot) throws IOException {
        if (shot.mayBeDropped()) {
            drop(); // so that what is left of the one before is not taken for its answer
        }
        Wire on = wire(shot);
        byte[] bytes = shot.bytes().getBytes();
        on.send(bytes, 0, shot.pauses() == 0 ? bytes.length : shot.pauses());
        if (shot.pauses() > 0) {
            on.send(bytes, shot.pauses(), bytes.length);
        }
        if (shot.mayBeDropped()) {
            readWhatComes(on, shot);
            drop();
            return;
        }
        for (int i = 0; i < shot.answers(); i++) {
            take(shot, on.read(shot.head(), ANSWER_MAX));
        }
        if (!on.isOpen()) {
            drop();
        }
    }

    private void readWhatComes(Wire on, Shot shot) throws IOException {
        try {
            if (!on.hears(PATIENCE_MAX)) {
                on.endOutput();
            }
            while (on.isOpen()) {
                take(shot, on.read(shot.head(), ANSWER_MAX));
                if (on.isOpen() && !on.hears(Duration.ofMillis(5))) {
                    on.endOutput();
                }
            }
        } catch (Wire.Closed closed) {
            // may be
        } catch (Wire.Malformed malformed) {
            if (!String.valueOf(malformed.getMessage()).contains("broke off")) {
                throw malformed;
            }
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException reset) {
            // while it was still sending
        }
    }

    private void take(Shot shot, Received answer) {
        int before = statuses.getOrDefault(answer.status(), 0);
        statuses.put(answer.status(), before + 1);
        for (String complaint : judge.complaints(shot.target(), shot.head(), answer)) {
            complain(shot, complaint, answer);
        }
        if (answer.status() < 300 && shot.target() != null) {
            successes.put(
                    shot.target().id(), successes.getOrDefault(shot.target().id(), 0) + 1);
            if (answer.header("content-type").equals("application/json") && !shot.head()) {
                learn(answer, shot.token());
            }
        }
    }

    private void learn(Received answer, String token) {
        try {
            known.learn(new JsonObject(answer.text()), token, dice);
        } catch (DecodeException told) {
            // by the judge
        }
    }

    private void complain(Shot shot, String complaint, @Nullable Received answer) {
        complaints.add("seed " + seed + ", shot " + sent + " (" + shot.what() + "): " + complaint + "\n  sent: "
                + shown(shot.bytes()) + "\n  got:  "
                + (answer == null ? "nothing" : answer.status() + " " + answer.headers() + " " + shown(answer.body())));
    }

    private static String shown(Buffer bytes) {
        StringBuilder shown = new StringBuilder();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < Math.min(text.length(), SHOWN_MAX); i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\x%02x", (int) c));
        }
        return shown + (bytes.length() > SHOWN_MAX ? "... (" + bytes.length() + " bytes)" : "");
    }

    private Wire wire(Shot shot) throws IOException {
        int wanted = port.applyAsInt(shot);
        if (wire != null && (!wire.isOpen() || wirePort != wanted)) {
            drop();
        }
        if (wire == null) {
            wire = new Wire(wanted);
            wirePort = wanted;
        }
        return wire;
    }

    private void drop() {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
