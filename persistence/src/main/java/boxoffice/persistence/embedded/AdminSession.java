package boxoffice.persistence.embedded;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A connection of the administrator to one server. Blocking JDBC, for the start has nothing to do but wait; every reply
 * has a time limit.
 */
final class AdminSession implements AutoCloseable {

    private static final String REPLY_LIMIT_MILLIS = "10000";

    private final Connection connection;

    private AdminSession(Connection connection) {
        this.connection = connection;
    }

    static AdminSession open(DatabaseEndpoint endpoint) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password().value());
        properties.setProperty("connectTimeout", REPLY_LIMIT_MILLIS);
        properties.setProperty("socketTimeout", REPLY_LIMIT_MILLIS);
        String url = "jdbc:mariadb://" + endpoint.host() + ":" + endpoint.port() + "/";
        return new AdminSession(DriverManager.getConnection(url, properties));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row; empty where it is null. */
    String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            String value = rows.next() ? rows.getString(1) : null;
            return value == null ? "" : value;
        }
    }

    /** The first row by column name; empty where there is none. */
    Map<String, String> row(String sql) throws SQLException {
        Map<String, String> row = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    String value = rows.getString(column);
                    row.put(rows.getMetaData().getColumnLabel(column), value == null ? "" : value);
                }
            }
        }
        return row;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // The server is gone, and so is the connection.
        }
    }
}
