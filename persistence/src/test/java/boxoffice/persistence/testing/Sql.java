package boxoffice.persistence.testing;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL over JDBC, beside the code under test and not through it. Each call has a connection of its own, so any
 * thread may call, and no statement sees what another left in its session; for that take {@link #connect()}.
 */
public final class Sql {

    private final DatabaseEndpoint endpoint;

    private Sql(DatabaseEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    public static Sql on(DatabaseEndpoint endpoint) {
        return new Sql(endpoint);
    }

    /** Runs one statement. */
    public void run(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.execute();
        }
    }

    /** The first column of the only row, as a number. */
    public long number(String sql, @Nullable Object... parameters) throws SQLException {
        return Long.parseLong(text(sql, parameters));
    }

    /** The first column of the only row, as text. */
    public String text(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new AssertionError("no row from: " + sql);
            }
            String value = rows.getString(1);
            if (value == null) {
                throw new AssertionError("null from: " + sql);
            }
            if (rows.next()) {
                throw new AssertionError("more than one row from: " + sql);
            }
            return value;
        }
    }

    /** All rows, by column label in the order of the columns. */
    public List<Map<String, @Nullable Object>> rows(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet result = statement.executeQuery()) {
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The server's own counter of that name, such as {@code Handler_read_rnd_next}, since it started. */
    public long globalStatus(String name) throws SQLException {
        Object value = rows("SHOW GLOBAL STATUS LIKE ?", name).get(0).get("Value");
        return Long.parseLong(String.valueOf(value));
    }

    /** A connection to keep, for transactions and locks; the caller closes it. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password().value());
        // MySQL's password exchange without TLS; MariaDB does not ask for it.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection(
                "jdbc:mariadb://" + endpoint.host() + ":" + endpoint.port() + "/" + endpoint.database(), properties);
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
