package boxoffice.persistence.embedded;

import boxoffice.persistence.pool.DatabaseEndpoint;
import boxoffice.persistence.pool.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The accounts of the cluster. Passwords are random, made once, and kept in a file that only its owner reads; a lost
 * file is no harm, since every start writes the passwords into the servers anew.
 */
final class Accounts {

    /** Who may do what. Every account exists on both servers, so that a replica that is made the writer can serve. */
    enum Account {
        ADMIN("ALL PRIVILEGES ON *.*", " WITH GRANT OPTION"),
        OWNER("ALL PRIVILEGES ON " + DATABASE + ".*", ""),
        APPLICATION("SELECT, INSERT, UPDATE, DELETE ON " + DATABASE + ".*", ""),
        READER("SELECT ON " + DATABASE + ".*", ""),
        REPLICATION("REPLICATION SLAVE ON *.*", "");

        private final String rights;
        private final String options;

        Account(String rights, String options) {
            this.rights = rights;
            this.options = options;
        }

        String user() {
            return DATABASE + "_" + name().toLowerCase(Locale.ROOT);
        }
    }

    static final String DATABASE = "boxoffice";
    static final String HOST = "127.0.0.1";

    private static final int PASSWORD_BYTES = 24;

    private final Map<Account, Password> passwords;

    private Accounts(Map<Account, Password> passwords) {
        this.passwords = passwords;
    }

    static Accounts keptIn(Path folder) throws IOException {
        Path file = folder.resolve("passwords");
        Map<Account, Password> passwords = Files.exists(file) ? read(file) : new EnumMap<>(Account.class);
        if (passwords.size() < Account.values().length) {
            SecureRandom random = new SecureRandom();
            for (Account account : Account.values()) {
                passwords.computeIfAbsent(account, missing -> randomPassword(random));
            }
            write(file, passwords);
        }
        return new Accounts(passwords);
    }

    DatabaseEndpoint endpoint(Account account, int port) {
        return new DatabaseEndpoint(HOST, port, DATABASE, account.user(), password(account));
    }

    Password password(Account account) {
        Password password = passwords.get(account);
        if (password == null) {
            throw new IllegalStateException("no password for " + account);
        }
        return password;
    }

    /**
     * The statements that a server runs before it listens. They run at every start, so each is written for a server
     * that knows them already; and none of them enters the binlog, else the replica would have transactions of its own.
     */
    String initStatements() {
        List<String> lines = new ArrayList<>();
        lines.add("SET sql_log_bin=0;");
        lines.add("CREATE DATABASE IF NOT EXISTS " + DATABASE + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
        for (Account account : Account.values()) {
            String user = "'" + account.user() + "'@'" + HOST + "'";
            lines.add("CREATE USER IF NOT EXISTS " + user + ";");
            lines.add("ALTER USER " + user + " IDENTIFIED BY '"
                    + password(account).value() + "';");
            lines.add("GRANT " + account.rights + " TO " + user + account.options + ";");
        }
        lines.add("");
        return String.join("\n", lines);
    }

    /** Creates the file with its permissions, so that there is no moment in which others can read it. */
    static void writeSecret(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Password randomPassword(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return new Password(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static Map<Account, Password> read(Path file) throws IOException {
        Map<Account, Password> passwords = new EnumMap<>(Account.class);
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            for (Account account : Account.values()) {
                if (equals > 0 && line.substring(0, equals).equals(account.user())) {
                    passwords.put(account, new Password(line.substring(equals + 1)));
                }
            }
        }
        return passwords;
    }

    private static void write(Path file, Map<Account, Password> passwords) throws IOException {
        StringBuilder text = new StringBuilder();
        passwords.forEach((account, password) ->
                text.append(account.user()).append('=').append(password.value()).append('\n'));
        writeSecret(file, text.toString());
    }
}
