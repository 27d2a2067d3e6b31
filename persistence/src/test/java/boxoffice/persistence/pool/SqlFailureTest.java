package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mysqlclient.MySQLException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {

    @Test
    void sortsErrorsByWhatTheyMeanForATransaction() {
        assertThat(of(1213)).isEqualTo(SqlFailure.CONFLICT);
        assertThat(of(1205)).isEqualTo(SqlFailure.CONFLICT);
        assertThat(of(1062)).isEqualTo(SqlFailure.CONFLICT);
        assertThat(of(3819)).isEqualTo(SqlFailure.CONFLICT);
        assertThat(of(4025)).isEqualTo(SqlFailure.CONFLICT);
        assertThat(of(1290)).isEqualTo(SqlFailure.NOT_THE_WRITER);
        assertThat(of(1836)).isEqualTo(SqlFailure.NOT_THE_WRITER);
        assertThat(of(1142)).isEqualTo(SqlFailure.FATAL);
        assertThat(of(1146)).isEqualTo(SqlFailure.FATAL);
        assertThat(of(1053)).isEqualTo(SqlFailure.UNAVAILABLE);
    }

    @Test
    void takesWhatItDoesNotKnowForTheWayToTheServer() {
        assertThat(of(99_999)).isEqualTo(SqlFailure.UNAVAILABLE);
        assertThat(SqlFailure.of(new IOException("reset"))).isEqualTo(SqlFailure.UNAVAILABLE);
    }

    private static SqlFailure of(int code) {
        return SqlFailure.of(new MySQLException("said by the server", code, "HY000"));
    }
}
