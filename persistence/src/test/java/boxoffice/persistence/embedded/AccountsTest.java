package boxoffice.persistence.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.persistence.embedded.Accounts.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountsTest {

    @Test
    void passwordsStayTheSameForTheFolder(@TempDir Path folder) throws IOException {
        Accounts first = Accounts.keptIn(folder);
        Accounts again = Accounts.keptIn(folder);

        for (Account account : Account.values()) {
            assertThat(again.password(account)).isEqualTo(first.password(account));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void everyAccountHasAPasswordOfItsOwn(@TempDir Path folder) throws IOException {
        Accounts accounts = Accounts.keptIn(folder);

        assertThat(Stream.of(Account.values()).map(accounts::password)).doesNotHaveDuplicates();
    }

    @Test
    void anAccountThatTheFileLacksIsAdded(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("passwords"), "boxoffice_admin=kept\n");

        Accounts accounts = Accounts.keptIn(folder);

        assertThat(accounts.password(Account.ADMIN).value()).isEqualTo("kept");
        assertThat(accounts.password(Account.READER).value()).isNotEmpty();
        assertThat(Files.readAllLines(folder.resolve("passwords"))).hasSize(Account.values().length);
    }

    @Test
    void nothingThatAServerDoesAtItsStartEntersTheBinlog(@TempDir Path folder) throws IOException {
        assertThat(Accounts.keptIn(folder).initStatements()).startsWith("SET sql_log_bin=0;\n");
    }
}
