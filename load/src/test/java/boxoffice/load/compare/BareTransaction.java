package boxoffice.load.compare;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a lone claim must cost at least: one durable transaction of Boxoffice's own statements, their texts read from
 * its jar, over one connection with nothing around it. It has no port: nobody can ask it anything over HTTP.
 */
final class BareTransaction implements Contestant {

    static final String NAME = "bare-transaction";

    private static final String SCHEMA = "compare_transaction";
    private static final String STATEMENTS = "boxoffice.persistence.claim.ClaimStatements";

    private final Database admin;
    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement insert;
    private final PreparedStatement compareAndSet;
    private final PreparedStatement readBack;

    private BareTransaction(Path jar, Database admin, Connection connection) throws SQLException {
        this.admin = admin;
        this.connection = connection;
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        this.lock = connection.prepareStatement(text(jar, "lock"));
        this.insert = connection.prepareStatement(text(jar, "insert"));
        this.compareAndSet = connection.prepareStatement(text(jar, "compareAndSet"));
        this.readBack = connection.prepareStatement(text(jar, "readBack"));
    }

    /** @param boxofficeSchema whose tables are copied, empty */
    static BareTransaction start(Path jar, DatabaseServer server, String boxofficeSchema) {
        server.create(SCHEMA);
        for (String table : List.of("opening", "quota", "ticket", "freed_number")) {
            server.admin().execute(SCHEMA, "CREATE TABLE " + table + " LIKE " + boxofficeSchema + "." + table);
        }
        try {
            return new BareTransaction(jar, server.admin(), server.writer().connect(SCHEMA));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** One ticket; returns how long it took. */
    long claimNanos(String opening, int number, String member) {
        try {
            long start = System.nanoTime();
            String now = LocalDateTime.now(ZoneOffset.UTC).toString().replace('T', ' ');
            String key = UUID.randomUUID().toString().replace("-", "");
            lock.setString(1, opening);
            long quota;
            long version;
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                quota = row.getLong(5);
                version = row.getLong(10);
            }
            insert.setString(1, opening);
            insert.setString(2, now);
            insert.setString(
                    3,
                    "[[" + quota + "," + number + ",\"" + key.substring(0, 19) + "\",\"" + key + "\",\"" + member
                            + "\"]]");
            insert.executeUpdate();
            compareAndSet.setInt(1, number);
            compareAndSet.setInt(2, number);
            compareAndSet.setLong(3, quota);
            compareAndSet.setLong(4, version);
            prove(compareAndSet, 5, quota, number, key);
            int changed = compareAndSet.executeUpdate();
            connection.commit();
            prove(readBack, 1, quota, number, key);
            boolean there;
            try (ResultSet row = readBack.executeQuery()) {
                there = row.next();
            }
            connection.rollback();
            if (changed != 1 || !there) {
                throw new BrokenPromiseException(NAME, "changed " + changed + " and is there: " + there);
            }
            return System.nanoTime() - start;
        } catch (SQLException failure) {
            throw new IllegalStateException("do the statements of the jar have other parameters now?", failure);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public boolean verifiesTokens() {
        return false;
    }

    @Override
    public boolean believesNames() {
        return true;
    }

    @Override
    public List<String> openings(int count, int quota, Instant opensAt) {
        String now = "UTC_TIMESTAMP(6)";
        try (Connection as = admin.connect(SCHEMA);
                Statement statement = as.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO opening (title, movie, announces_at, opens_at, closes_at, revision) VALUES ('bare',"
                            + " 'bare', " + now + ", " + now + ", " + now + ", 1)",
                    Statement.RETURN_GENERATED_KEYS);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                String opening = keys.getString(1);
                statement.executeUpdate("INSERT INTO quota (opening_id, position, name, size) VALUES (" + opening
                        + ", 0, 'all', " + quota + ")");
                return List.of(opening);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public Optional<Books> books(List<String> openings) {
        String ids = String.join(",", openings);
        return Optional.of(new Books(
                admin.count(
                        SCHEMA,
                        "SELECT COUNT(*) FROM quota q JOIN ticket t ON t.quota_id = q.id WHERE q.opening_id IN (" + ids
                                + ")"),
                admin.count(SCHEMA, "SELECT SUM(issued) FROM quota WHERE opening_id IN (" + ids + ")")));
    }

    @Override
    public Duration cpu() {
        return Duration.ZERO;
    }

    @Override
    public double residentMegabytesMax() {
        return Double.NaN;
    }

    @Override
    public Optional<Meters> meters() {
        return Optional.empty();
    }

    @Override
    public void forgetBlocks() {}

    @Override
    public Optional<Duration> longestBlock() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void prove(PreparedStatement statement, int from, long quota, int number, String key)
            throws SQLException {
        statement.setLong(from, quota);
        statement.setInt(from + 1, number);
        statement.setString(from + 2, key);
    }

    /** The class is not public: nobody but a measurement should look. */
    private static String text(Path jar, String statement) {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> statements = loader.loadClass(STATEMENTS);
            Field standard = statements.getDeclaredField("STANDARD");
            standard.setAccessible(true);
            Method accessor = statements.getDeclaredMethod(statement);
            accessor.setAccessible(true);
            return (String) accessor.invoke(standard.get(null));
        } catch (ReflectiveOperationException | IOException changed) {
            throw new IllegalStateException(STATEMENTS + "." + statement + " is not in " + jar + " any more", changed);
        }
    }
}
