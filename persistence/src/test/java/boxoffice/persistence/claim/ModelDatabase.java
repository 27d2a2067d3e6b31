package boxoffice.persistence.claim;

import boxoffice.domain.claim.Claim;
import boxoffice.domain.claim.Decision;
import boxoffice.domain.claim.Decision.StockChange;
import boxoffice.domain.claim.LedgerFacts;
import boxoffice.domain.claim.Stock;
import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.Quota;
import boxoffice.domain.opening.Window;
import boxoffice.domain.ticket.HeldTicket;
import boxoffice.domain.ticket.MemberId;
import boxoffice.domain.ticket.Ticket;
import boxoffice.persistence.pool.CommitGate;
import boxoffice.persistence.pool.OutcomeUnknownException;
import boxoffice.persistence.pool.OvertakenException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.mysqlclient.MySQLException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A database with one opening of one quota in virtual time: a map of tickets, one lock, and sessions whose transactions
 * live on the server, so that one that its client has given up may still commit. Suffers what {@link ModelTrouble}
 * says.
 */
final class ModelDatabase implements ClaimDatabase, Certainties.Source {

    private static final Duration SILENCE_MAX = Duration.ofSeconds(8);
    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(2);
    private static final Instant START = Instant.parse("2030-01-01T20:00:00Z");

    /** The guards of the script, and of the tables: the unique keys and the CHECK. A mutant lacks some. */
    record Guards(boolean lock, boolean tables, boolean compareAndSet, boolean readBack, boolean gate) {

        static final Guards ALL = new Guards(true, true, true, true, true);
    }

    private final VirtualTime time;
    private final Random random;
    private final ModelTrouble trouble;
    private final Guards guards;
    private final Quota quota;

    private final List<Ticket> tickets = new ArrayList<>();
    private final List<List<Ticket>> commits = new ArrayList<>();
    private int issued;
    private long version;
    private @Nullable Connection lockedBy;
    private final ArrayDeque<Runnable> lockQueue = new ArrayDeque<>();
    private final Set<Connection> connections = new HashSet<>();
    private boolean down;

    ModelDatabase(VirtualTime time, Random random, ModelTrouble trouble, Guards guards, Quota quota) {
        this.time = time;
        this.random = random;
        this.trouble = trouble;
        this.guards = guards;
        this.quota = quota;
        if (!trouble.killedAt().isZero()) {
            time.after(trouble.killedAt(), this::die);
            time.after(trouble.killedAt().plus(trouble.killedFor()), () -> down = false);
        }
    }

    List<Ticket> tickets() {
        return tickets;
    }

    int issued() {
        return issued;
    }

    @Override
    public <T> Future<T> session(CommitGate gate, Function<Session, Future<T>> work) {
        Future<Connection> connected = connect();
        Future<T> worked = connected.compose(connection -> {
            connection.gate = gate;
            return work.apply(connection)
                    .recover(failure -> connection.rollback().transform(ended -> Future.failedFuture(failure)))
                    .onComplete(done -> connection.close());
        });
        return gate.orGivenUp(worked).onFailure(failed -> {
            if (connected.succeeded() && !worked.isComplete()) {
                connected.result().leave();
            }
        });
    }

    @Override
    public Future<Optional<LockedOpening>> opening(OpeningId opening) {
        return connect()
                .compose(connection ->
                        connection.run(() -> Optional.of(facts(Map.of()))).onComplete(done -> connection.close()));
    }

    @Override
    public Future<Optional<int[]>> holders(OpeningId opening) {
        return connect().compose(connection -> connection
                .run(() -> Optional.of(tickets.stream()
                        .mapToInt(ticket -> hash(ticket.member()))
                        .sorted()
                        .toArray()))
                .onComplete(done -> connection.close()));
    }

    /** Where a ticket with this key stands, by a read that waits for nobody. */
    Future<List<Ticket>> plainRead() {
        return connect()
                .compose(connection ->
                        connection.run(() -> List.copyOf(tickets)).onComplete(done -> connection.close()));
    }

    private Future<Connection> connect() {
        return time.of(latency()).compose(arrived -> {
            if (down) {
                return Future.failedFuture("connection refused");
            }
            Connection connection = new Connection(time.nanos());
            connections.add(connection);
            return Future.succeededFuture(connection);
        });
    }

    private LockedOpening facts(Map<MemberId, HeldTicket> held) {
        Window window =
                new Window(START.minus(Duration.ofDays(7)), START.minusSeconds(1), START.plus(Duration.ofHours(1)));
        Stock stock = new Stock(quota, issued, issued, List.of());
        LedgerFacts facts = new LedgerFacts(
                Parts.OPENING, window, START.plusNanos(time.nanos()), List.of(stock), held, Map.of(), false);
        return new LockedOpening(facts, Map.of(quota.id(), version), null);
    }

    private Map<MemberId, HeldTicket> holders(Collection<Claim> claims, Predicate<MemberId> asked) {
        Set<MemberId> members = new HashSet<>();
        claims.stream().map(Claim::member).filter(asked).forEach(members::add);
        Map<MemberId, HeldTicket> held = new HashMap<>();
        tickets.stream()
                .filter(ticket -> members.contains(ticket.member()))
                .forEach(ticket -> held.put(ticket.member(), new HeldTicket(ticket)));
        return held;
    }

    private Duration latency() {
        return Duration.ofNanos(200_000 + random.nextInt(1_800_000));
    }

    private static int hash(MemberId member) {
        CRC32 crc = new CRC32();
        crc.update(member.value().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static boolean isIn(Duration from, Duration length, long nanos) {
        return !from.isZero()
                && nanos >= from.toNanos()
                && nanos < from.plus(length).toNanos();
    }

    /** All transactions end; a replica that is promoted may lack the last ones of those that were acknowledged. */
    private void die() {
        down = true;
        List.copyOf(connections).forEach(Connection::abort);
        for (int i = 0; i < trouble.lastCommitsForgotten() && !commits.isEmpty(); i++) {
            List<Ticket> lost = commits.remove(commits.size() - 1);
            tickets.removeAll(lost);
            issued -= lost.size();
        }
    }

    private void release(Connection connection) {
        if (lockedBy == connection) {
            lockedBy = null;
            Runnable next = lockQueue.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    /** Its transaction is on the server: it goes on without the client until the server notices. */
    private final class Connection implements Session {

        private final long made;
        private boolean dead; // for the client
        private boolean ended; // for the server
        private List<Ticket> inserted = List.of();
        private @Nullable StockChange change;
        private Promise<Void> waiting = Promise.promise();
        private CommitGate gate = new CommitGate();

        Connection(long made) {
            this.made = made;
        }

        @Override
        public Future<Optional<LockedOpening>> lockedFacts(
                OpeningId opening, List<Claim> claims, Predicate<MemberId> asked, boolean repeated) {
            return locked().compose(mine -> run(() -> Optional.of(facts(holders(claims, asked)))));
        }

        @Override
        public Future<LockedOpening> withAllHolders(LockedOpening before, List<Claim> claims) {
            return run(() -> {
                LedgerFacts facts = before.facts();
                return new LockedOpening(
                        facts.withHeld(holders(claims, everybody -> true)), before.versions(), before.changedAt());
            });
        }

        @Override
        public Writes writes(LockedOpening locked, Decision decision) {
            return new Steps(locked, decision);
        }

        @Override
        public Future<Void> rollback() {
            return run(() -> {
                undo();
                return null;
            });
        }

        /** The first statement: waits for whoever has the lock, at most so long. */
        private Future<Void> locked() {
            return run(() -> {
                        if (!guards.lock()) {
                            return Future.<Void>succeededFuture();
                        }
                        if (lockedBy == null || lockedBy == this) {
                            lockedBy = this;
                            return Future.<Void>succeededFuture();
                        }
                        return waitForLock();
                    })
                    .compose(Function.identity());
        }

        private Future<Void> waitForLock() {
            Promise<Void> turn = Promise.promise();
            waiting = turn;
            Runnable wake = () -> {
                if (turn.future().isComplete()) {
                    Runnable next = lockQueue.poll();
                    if (next != null) {
                        next.run();
                    }
                } else {
                    lockedBy = this;
                    time.execute(() -> {
                        boolean unused = turn.tryComplete();
                    });
                }
            };
            lockQueue.add(wake);
            time.after(LOCK_WAIT_MAX, () -> {
                if (lockQueue.remove(wake)) {
                    boolean unused = turn.tryFail(new MySQLException("Lock wait timeout", 1205, "HY000"));
                }
            });
            return turn.future();
        }

        private void undo() {
            inserted = List.of();
            change = null;
            release(this);
        }

        void abort() {
            ended = true;
            dead = true;
            boolean unused = waiting.tryFail("connection was closed");
            undo();
            connections.remove(this);
        }

        void close() {
            if (dead) {
                noticeLater();
            } else {
                abort();
            }
        }

        /** What is on its way may still arrive. */
        void leave() {
            dead = true;
            noticeLater();
        }

        /** One statement there and back. */
        <T> Future<T> run(Supplier<T> statement) {
            return run(statement, 0, 0);
        }

        private <T> Future<T> run(Supplier<T> statement, double lost, double unanswered) {
            if (dead) {
                return Future.failedFuture("connection is not active now");
            }
            double before = trouble.cut() / 2 + lost;
            double after = trouble.cut() / 2 + unanswered;
            double chance = random.nextDouble();
            if (chance < before) {
                return hangUp();
            }
            boolean answered = chance >= before + after;
            Promise<T> reply = Promise.promise();
            time.after(toTheServer(), () -> execute(statement, reply, answered));
            time.after(SILENCE_MAX, () -> {
                if (!reply.future().isComplete()) {
                    dead = true; // the server does not know
                    reply.fail("silent for too long");
                }
            });
            return reply.future();
        }

        /** What arrives while the server stands still is done when it goes on. */
        private Duration toTheServer() {
            Duration latency = latency();
            long arrives = time.nanos() + latency.toNanos();
            if (!isIn(trouble.stoppedAt(), trouble.stoppedFor(), arrives)) {
                return latency;
            }
            long end = trouble.stoppedAt().plus(trouble.stoppedFor()).toNanos();
            return Duration.ofNanos(end - time.nanos() + random.nextInt(5_000_000));
        }

        private <T> void execute(Supplier<T> statement, Promise<T> reply, boolean answered) {
            if (ended) {
                boolean unused = reply.tryFail("connection was closed");
                return;
            }
            if (random.nextDouble() < trouble.rolledBack()) {
                undo();
            }
            try {
                T result = statement.get();
                if (dead) {
                    noticeLater();
                } else if (answered) {
                    time.after(latency(), () -> {
                        boolean unused = reply.tryComplete(result);
                    });
                } else {
                    dead = true;
                    noticeLater();
                    boolean unused = reply.tryFail("connection was closed");
                }
            } catch (RuntimeException refused) {
                time.after(latency(), () -> {
                    boolean unused = reply.tryFail(refused);
                });
            }
        }

        private <T> Future<T> hangUp() {
            dead = true;
            noticeLater();
            return Future.failedFuture("connection was closed");
        }

        /** A server that was cut off from its client goes on holding the lock for a while. */
        private void noticeLater() {
            long end = trouble.stoppedAt().plus(trouble.stoppedFor()).toNanos();
            boolean stopped = isIn(trouble.stoppedAt(), trouble.stoppedFor(), time.nanos());
            Duration still = stopped ? Duration.ofNanos(end - time.nanos()) : Duration.ZERO;
            time.after(still.plusMillis(random.nextInt(1_000)), this::abort);
        }

        private void requireWriter() {
            Duration at = trouble.demotedAt();
            if (!at.isZero() && time.nanos() >= at.toNanos() && made < at.toNanos()) {
                throw new MySQLException("--read-only", 1290, "HY000");
            }
        }

        private final class Steps implements Writes {

            private final LockedOpening locked;
            private final Decision decision;

            Steps(LockedOpening locked, Decision decision) {
                this.locked = locked;
                this.decision = decision;
            }

            @Override
            public Future<Void> store() {
                return insertTickets().compose(inserted -> compareAndSet());
            }

            @Override
            public Future<Boolean> commit() {
                return committed().compose(committed -> readBack());
            }

            private Future<Void> insertTickets() {
                return run(() -> {
                    requireWriter();
                    for (Ticket ticket : decision.granted()) {
                        requireUnique(ticket);
                    }
                    inserted = decision.granted();
                    return null;
                });
            }

            /** Takes the counter's lock, if a silent rollback has lost it. */
            private Future<Void> compareAndSet() {
                return locked().compose(mine -> run(() -> {
                    requireWriter();
                    boolean same = version == locked.versions().getOrDefault(quota.id(), -1L)
                            && inserted.size() == decision.granted().size();
                    if (guards.compareAndSet() && !same) {
                        throw new OvertakenException("the counter has moved");
                    }
                    StockChange next = decision.changes().get(0);
                    if (guards.tables() && next.issued() > quota.size()) {
                        throw new MySQLException("CONSTRAINT never_oversold", 4025, "23000");
                    }
                    change = next;
                    return null;
                }));
            }

            private Future<Void> committed() {
                if (guards.gate() && !gate.pass()) {
                    return Future.failedFuture("nobody waits");
                }
                return Connection.this
                        .<Void>run(
                                () -> {
                                    apply();
                                    return null;
                                },
                                trouble.commitLost(),
                                trouble.replyLost())
                        .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
            }

            private Future<Boolean> readBack() {
                return run(() -> !guards.readBack() || tickets.containsAll(decision.granted()))
                        .recover(failure -> Future.failedFuture(new OutcomeUnknownException(failure)));
            }

            private void requireUnique(Ticket ticket) {
                if (!guards.tables()) {
                    return;
                }
                for (Ticket there : tickets) {
                    if (there.member().equals(ticket.member())) {
                        throw new MySQLException(
                                "Duplicate entry for key '" + ClaimStatements.ONE_TICKET + "'", 1062, "23000");
                    }
                    if (there.number() == ticket.number()) {
                        throw new MySQLException("Duplicate entry for key 'PRIMARY'", 1062, "23000");
                    }
                }
            }

            private void apply() {
                requireWriter();
                for (Ticket ticket : inserted) {
                    requireUnique(ticket);
                }
                tickets.addAll(inserted);
                commits.add(inserted);
                StockChange set = change;
                if (set != null) {
                    issued = set.issued();
                    version++;
                }
                undo();
            }
        }
    }
}
