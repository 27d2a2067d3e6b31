package boxoffice.api.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.ticket.TicketCode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedCodesTest {

    private static final OpeningId OPENING = new OpeningId(4_711);
    private static final TicketCode CODE = new TicketCode("0123-4567-89AB-CDEF");

    private final Path folder;

    SignedCodesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsSignedTellsItsCode() {
        SignedCodes codes = SignedCodes.in(folder);

        for (int i = 0; i < 200; i++) { // signatures differ in length now and then
            String text = codes.text(OPENING, CODE);
            assertThat(text).matches("BX1:[0-9A-Z]{6}:4711:0123456789ABCDEF:[0-9A-Z]{80,100}");
            assertThat(codes.code(text)).hasValue("0123456789ABCDEF");
            assertThat(codes.code(" " + text.toLowerCase(Locale.ROOT) + "\n")).hasValue("0123456789ABCDEF");
        }
    }

    @Test
    void whatWasChangedIsNotOurs() {
        SignedCodes codes = SignedCodes.in(folder);
        String text = codes.text(OPENING, CODE);

        for (String changed : List.of(
                text.replace("CDEF", "CDEG"),
                text.replace(":4711:", ":4712:"),
                text.substring(0, text.length() - 1),
                text + "0",
                text.replaceFirst(":[0-9A-Z]{6}:", ":AAAAAA:"),
                text.substring(0, text.lastIndexOf(':') + 1),
                text.substring(0, text.lastIndexOf(':') + 1) + "0",
                text.substring(0, text.lastIndexOf(':') + 1) + "Z".repeat(100),
                "BX1:",
                "BX1:::::::",
                "")) {
            assertThat(codes.code(changed)).as(changed).isEmpty();
        }
    }

    @Test
    void anotherHousesSignatureIsNotOurs() {
        String others = SignedCodes.in(folder.resolve("others")).text(OPENING, CODE);

        assertThat(SignedCodes.in(folder).code(others)).isEmpty();
        assertThat(SignedCodes.none().code(others)).isEmpty();
    }

    @Test
    void theKeyStaysInItsFolderAndOneOfBeforeStillCounts() throws IOException {
        String before = SignedCodes.in(folder).text(OPENING, CODE);
        assertThat(SignedCodes.in(folder).code(before)).isPresent();

        Path newer = folder.resolve("newer");
        String now = SignedCodes.in(newer).text(OPENING, CODE);
        String old = Files.readString(folder.resolve("ticket-key.pem"));
        Path both = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(newer.resolve("ticket-key.pem")) + old.substring(old.indexOf("-----BEGIN PUBLIC")));
        SignedCodes rotated = SignedCodes.read(both);

        assertThat(rotated.code(before)).isPresent();
        assertThat(rotated.code(now)).isPresent();
        assertThat(rotated.text(OPENING, CODE)).startsWith(now.substring(0, 10));
        assertThat(rotated.keySet().getJsonArray("keys")).hasSize(2);
    }

    @Test
    void onlyPublicKeysAreShown() {
        JsonObject key = SignedCodes.in(folder).keySet().getJsonArray("keys").getJsonObject(0);

        assertThat(key.fieldNames()).containsExactlyInAnyOrder("kty", "crv", "use", "alg", "kid", "x", "y");
        assertThat(SignedCodes.none().keySet().encode()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
        String one = kept(folder.resolve("a"));
        String other = kept(folder.resolve("b"));
        String mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + other.substring(other.indexOf("-----BEGIN PUBLIC"));

        for (String wrong : List.of(
                "",
                "secret",
                one.substring(0, one.indexOf("-----BEGIN PUBLIC")),
                mixed,
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")) {
            Path file = Files.writeString(folder.resolve("wrong.pem"), wrong);
            assertThatThrownBy(() -> SignedCodes.read(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("c2VjcmV0")
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> SignedCodes.read(folder.resolve("missing")))
                .hasMessage("names a file that cannot be read");
    }

    private static String kept(Path in) throws IOException {
        assertThat(SignedCodes.in(in).toString()).doesNotContain("PRIVATE");
        return Files.readString(in.resolve("ticket-key.pem"));
    }
}
