package boxoffice.persistence.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseEndpointTest {

    @Test
    void readsAllPartsAndDecodesReservedCharacters() {
        DatabaseEndpoint endpoint =
                DatabaseEndpoint.parse("mysql://box%40office:p%3Aw+%2F@db.example.com:3307/tickets");

        assertThat(endpoint)
                .isEqualTo(
                        new DatabaseEndpoint("db.example.com", 3307, "tickets", "box@office", new Password("p:w+/")));
    }

    @Test
    void takesTheUsualPortWhereNoneIsGiven() {
        assertThat(DatabaseEndpoint.parse("mysql://u:p@h/d").port()).isEqualTo(3306);
    }

    @Test
    void refusesWhatHasAnotherFormWithoutRepeatingIt() {
        for (String wrong : List.of(
                "",
                "jdbc:mysql://u:secret@h/d",
                "mysql://h/d",
                "mysql://u@h/d",
                "mysql://u:secret@h",
                "mysql://u:secret@h/",
                "mysql://u:secret@h/d/e",
                "mysql://u:secret@h:0/d",
                "mysql://u:secret@h:70000/d",
                "mysql://u:secret@h/d?ssl=true",
                "mysql://u:sec ret@h/d",
                "postgres://u:secret@h/d")) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(() -> DatabaseEndpoint.parse(wrong))
                    .withMessageNotContaining("secret")
                    .withMessageNotContaining("sec ret");
        }
    }

    @Test
    void neverShowsThePassword() {
        DatabaseEndpoint endpoint = DatabaseEndpoint.parse("mysql://u:secret@h:3306/d");

        assertThat(endpoint.toString()).doesNotContain("secret");
        assertThat(endpoint.address()).isEqualTo("mysql://u@h:3306/d");
    }
}
