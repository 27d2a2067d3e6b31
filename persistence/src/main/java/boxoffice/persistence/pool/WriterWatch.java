package boxoffice.persistence.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which of several servers is the writer: one watch for a whole process. Each server is asked for its own role,
 * slowly while all is well, fast as soon as anything fails and for a while after it. What another server says about the
 * writer is never believed, for it may be old.
 *
 * <p>A writer is lost when it says that it is none, when it is silent several times in a row, or when it is silent once
 * and another accepts writes. When two different servers accept writes, none is the writer until only one does: no
 * ticket is better than one that the other server does not know of.
 *
 * <p>Where the servers are named by a cluster of Aurora, the writer is asked for the others, which are watched too from
 * then on ({@link Topology}).
 *
 * <p>{@link #current()}, {@link #suspect}, {@link #demoted} and {@link #onChange} may be called from any thread. All
 * other state is confined to the watch's context, where listeners are called.
 */
public final class WriterWatch {

    private static final Logger LOG = LoggerFactory.getLogger(WriterWatch.class);

    private final Vertx vertx;
    private final Context context;
    private final WatchPace pace;
    private final WriterObserver observer;
    private final List<Topology> topologies;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<DatabaseEndpoint> met = new HashSet<>(); // of the candidates, those that a cluster has told of
    private final List<Consumer<Optional<Writer>>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean suspected = new AtomicBoolean();

    private volatile @Nullable Writer current;
    private volatile long silentSince;
    private long alertUntil;
    private long sightings;
    private long timer = -1;
    private long membersAskedNanos;
    private boolean disputed;
    private boolean closed;

    private WriterWatch(Vertx vertx, WatchPace pace, WriterObserver observer, List<Topology> topologies) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.pace = pace;
        this.observer = observer;
        this.topologies = List.copyOf(topologies);
        this.silentSince = System.nanoTime();
        this.alertUntil = silentSince + pace.alertFor().toNanos();
        this.membersAskedNanos = silentSince - WatchPace.MEMBERS_EVERY.toNanos();
    }

    /** Watches these servers from now on; at first there is no writer. */
    public static WriterWatch start(
            Vertx vertx, List<DatabaseEndpoint> servers, WatchPace pace, WriterObserver observer) {
        return start(vertx, servers, Topology.of(servers), pace, observer);
    }

    static WriterWatch start(
            Vertx vertx,
            List<DatabaseEndpoint> servers,
            List<Topology> topologies,
            WatchPace pace,
            WriterObserver observer) {
        WriterWatch watch = new WriterWatch(vertx, pace, observer, topologies);
        watch.context.runOnContext(started -> {
            servers.forEach(server -> watch.candidates.add(new Candidate(vertx, server, pace)));
            watch.look();
        });
        return watch;
    }

    /** The writer, as far as is known; empty while it is looked for. */
    public Optional<Writer> current() {
        return Optional.ofNullable(current);
    }

    /** How long there has been no writer; zero while there is one. */
    public Duration silence() {
        return current == null ? Duration.ofNanos(System.nanoTime() - silentSince) : Duration.ZERO;
    }

    /** Is told of each change, and of what is known now. */
    public void onChange(Consumer<Optional<Writer>> listener) {
        context.runOnContext(due -> {
            listeners.add(listener);
            listener.accept(current());
        });
    }

    /** Something went wrong on the way to the writer: look at once, and often for a while. */
    public void suspect() {
        if (suspected.compareAndSet(false, true)) {
            context.runOnContext(due -> {
                suspected.set(false);
                alert();
            });
        }
    }

    /** This writer has said that it is none any more. */
    public void demoted(Writer writer) {
        context.runOnContext(due -> {
            if (writer.equals(current)) {
                candidates.stream()
                        .filter(candidate -> candidate.identity().equals(writer.identity()))
                        .forEach(Candidate::forget);
                lose("it no longer accepts writes");
                look();
            }
        });
    }

    /** Asks nobody any more; listeners are not told. */
    public Future<Void> close() {
        return Future.future(promise -> context.runOnContext(due -> {
            closed = true;
            vertx.cancelTimer(timer);
            Future.join(candidates.stream().map(Candidate::close).toList())
                    .<Void>mapEmpty()
                    .onComplete(promise);
        }));
    }

    private void alert() {
        boolean wasCalm = !isAlert();
        alertUntil = System.nanoTime() + pace.alertFor().toNanos();
        if (wasCalm) {
            look();
        }
    }

    private boolean isAlert() {
        return current == null || alertUntil - System.nanoTime() > 0;
    }

    private void look() {
        if (closed) {
            return;
        }
        vertx.cancelTimer(timer);
        Duration pause = isAlert() ? pace.alert() : pace.calm();
        timer = vertx.setTimer(pause.toMillis(), due -> look());
        for (Candidate candidate : List.copyOf(candidates)) {
            if (!candidate.isAsked()) {
                candidate.ask(current == null).onComplete(asked -> judge());
            }
        }
    }

    /** Asks the writer now and then, and only while it is calm. */
    private void askForMembers(Writer writer) {
        long now = System.nanoTime();
        if (topologies.isEmpty() || isAlert() || now - membersAskedNanos < WatchPace.MEMBERS_EVERY.toNanos()) {
            return;
        }
        membersAskedNanos = now;
        candidates.stream()
                .filter(candidate -> candidate.endpoint().equals(writer.endpoint()))
                .findFirst()
                .ifPresent(candidate -> topologies.forEach(topology -> candidate
                        .members(topology)
                        .onSuccess(this::meet)
                        .onFailure(failure -> LOG.debug("the writer does not tell of the others", failure))));
    }

    private void meet(List<DatabaseEndpoint> members) {
        if (closed) {
            return;
        }
        met.removeIf(one -> !members.contains(one) && part(one));
        for (DatabaseEndpoint member : members) {
            boolean known = candidates.stream()
                    .anyMatch(candidate -> candidate.endpoint().equals(member));
            if (!known && met.size() < Topology.SERVERS_MAX) {
                LOG.info("watches {} too", member.address());
                met.add(member);
                candidates.add(new Candidate(vertx, member, pace));
            }
        }
    }

    /** From a server that was met and has left its cluster; never from the writer. */
    private boolean part(DatabaseEndpoint gone) {
        Writer now = current;
        if (now != null && now.endpoint().equals(gone)) {
            return false;
        }
        LOG.info("watches {} no longer", gone.address());
        candidates.stream()
                .filter(candidate -> candidate.endpoint().equals(gone))
                .forEach(candidate ->
                        candidate.close().onFailure(failure -> LOG.debug("a connection did not close", failure)));
        return candidates.removeIf(candidate -> candidate.endpoint().equals(gone));
    }

    private void judge() {
        if (closed) {
            return;
        }
        List<Candidate> writers = candidates.stream()
                .filter(candidate -> candidate.role() == Candidate.Role.WRITER)
                .toList();
        Set<String> servers = writers.stream().map(Candidate::identity).collect(Collectors.toSet());
        if (servers.size() > 1) {
            dispute(servers);
            return;
        }
        Writer now = current;
        if (now != null) {
            String reason = whyLost(now, writers);
            if (reason != null) {
                lose(reason);
            }
        }
        if (current == null && servers.size() == 1 && isSettled()) {
            found(writers.get(0));
        }
        if (current != null) {
            askForMembers(current);
        }
    }

    /** After two have claimed to be the writer, one is believed only when all have been asked anew. */
    private boolean isSettled() {
        return !disputed || candidates.stream().noneMatch(candidate -> candidate.role() == Candidate.Role.UNKNOWN);
    }

    private @Nullable String whyLost(Writer writer, List<Candidate> writers) {
        Candidate itself = candidates.stream()
                .filter(candidate -> candidate.endpoint().equals(writer.endpoint()))
                .findFirst()
                .orElse(null);
        if (itself == null) {
            return "it is watched no longer";
        }
        return switch (itself.role()) {
            case UNKNOWN -> null;
            case WRITER ->
                itself.identity().equals(writer.identity())
                        ? null
                        : "its name leads to another server, " + itself.identity();
            case READER -> "it no longer accepts writes";
            case SILENT ->
                !writers.isEmpty() || itself.misses() >= pace.missesMax()
                        ? "it does not answer: " + itself.complaint()
                        : null;
        };
    }

    private void dispute(Set<String> servers) {
        if (!disputed) {
            disputed = true;
            LOG.error("several servers accept writes, so none is used until only one does: {}", servers);
            observer.disputed();
        }
        lose("another server accepts writes too");
        candidates.forEach(Candidate::forget);
    }

    private void lose(String reason) {
        Writer lost = current;
        if (lost == null) {
            return;
        }
        current = null;
        silentSince = System.nanoTime();
        alertUntil = silentSince + pace.alertFor().toNanos();
        LOG.warn("the writer {} is lost: {}", lost.endpoint().address(), reason);
        observer.lost(reason);
        tell();
    }

    private void found(Candidate candidate) {
        Writer writer = new Writer(candidate.endpoint(), candidate.identity(), ++sightings);
        Duration silence = sightings == 1 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - silentSince);
        current = writer;
        disputed = false;
        LOG.info(
                "the writer is {} ({}), found after {} ms",
                writer.endpoint().address(),
                writer.identity(),
                silence.toMillis());
        observer.found(writer, silence);
        tell();
    }

    private void tell() {
        Optional<Writer> now = current();
        listeners.forEach(listener -> listener.accept(now));
    }
}
