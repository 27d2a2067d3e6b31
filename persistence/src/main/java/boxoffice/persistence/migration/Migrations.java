package boxoffice.persistence.migration;

import boxoffice.persistence.pool.DatabaseEndpoint;
import java.sql.DriverManager;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versioned migrations, carried out by Flyway: each once, in order, under a lock that several instances starting at
 * once respect. Blocks; not for an event loop.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String SCRIPTS = "classpath:boxoffice/persistence/migration";

    private Migrations() {}

    /**
     * Loads what migrating needs without touching a database, so that it can be done while one is still starting: half
     * a second on two cores. Not needed before {@link #migrate}.
     */
    public static void prepare() {
        Flyway loaded = configuration().load();
        LOG.debug("loaded {}, drivers {}", loaded, DriverManager.drivers().count());
    }

    /**
     * Migrates to the newest version; does nothing where that is reached.
     *
     * @param owner on the writer, with a user that may create tables where there is something left to do
     * @throws MigrationException when a script or the connection fails; what had been done stays, and is not done again
     */
    public static void migrate(DatabaseEndpoint owner) {
        String url = "jdbc:mariadb://%s:%d/%s?allowPublicKeyRetrieval=true&connectTimeout=5000&permitMysqlScheme"
                .formatted(owner.host(), owner.port(), owner.database());
        if (owner.authority() != null) {
            url += "&sslMode=verify-full&serverSslCert=" + owner.authority().toAbsolutePath();
        }
        try {
            configuration()
                    .dataSource(url, owner.user(), owner.password().value())
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new MigrationException("cannot migrate " + owner.address() + ": " + firstLine(failed), failed);
        }
    }

    private static FluentConfiguration configuration() {
        return Flyway.configure(Migrations.class.getClassLoader())
                .locations(SCRIPTS)
                .loggers("slf4j");
    }

    private static String firstLine(FlywayException failed) {
        String message = failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }
}
