package boxoffice.load.compare;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database server, as its administrator sees it. */
record Database(boolean mysql, String host, int port, String user, String password) {

    /** From {@code mysql://user:password@host:port/...}; what is encoded in it is decoded. */
    static Database at(URI uri, boolean mysql) {
        String[] login = uri.getUserInfo().split(":", 2);
        return new Database(mysql, uri.getHost(), uri.getPort(), login[0], login[1]);
    }

    Database as(String otherUser, String otherPassword) {
        return new Database(mysql, host, port, otherUser, otherPassword);
    }

    /** The same by another way, on this machine. */
    Database by(int otherPort) {
        return new Database(mysql, "127.0.0.1", otherPort, user, password);
    }

    /** For Boxoffice. */
    String uri(String schema) {
        return "mysql://" + encoded(user) + ":" + encoded(password) + "@" + host + ":" + port + "/" + schema;
    }

    String version() {
        return (mysql ? "MySQL " : "MariaDB ") + text("", "SELECT VERSION()");
    }

    /** For the driver that belongs to the server, with statements prepared in the server and kept. */
    String jdbcUrl(String schema) {
        String address = host + ":" + port + "/" + schema;
        return mysql
                ? "jdbc:mysql://" + address + "?useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSize=250"
                        + "&prepStmtCacheSqlLimit=2048&useLocalSessionState=true&allowPublicKeyRetrieval=true"
                        + "&sslMode=DISABLED"
                : "jdbc:mariadb://" + address + "?useServerPrepStmts=true&cachePrepStmts=true&prepStmtCacheSize=250";
    }

    Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(schema), user, password);
    }

    void execute(String schema, String... statements) {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The number that a statement answers. */
    long count(String schema, String sql) {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The text that a statement answers. */
    String text(String schema, String sql) {
        try (Connection connection = connect(schema);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return (mysql ? "MySQL" : "MariaDB") + " at " + host + ":" + port;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
