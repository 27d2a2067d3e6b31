package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionsTest {

    private static final String TAG = "W/\"a,b\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W/\"a,b\"",
                "\"a,b\"",
                "  \"a,b\"\t",
                "*",
                " * ",
                "\"x\", \"a,b\"",
                "\"x\",W/\"y\",W/\"a,b\",\"z\"",
                ",, \"x\" ,, \"a,b\""
            })
    void knowsTheTagInAnyListAndStrength(String field) {
        assertThat(Preconditions.isKnown(List.of(field), TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "\"a\", \"b\"",
                "\"A,B\"",
                "a,b",
                "w/\"a,b\"",
                "W/",
                "\"a,b",
                "\"",
                "x\"a,b\"",
                "\"x\" *",
                "\"xW/\"a,b\""
            })
    void readsNothingElseAsTheTag(String field) {
        assertThat(Preconditions.isKnown(List.of(field), TAG)).isFalse();
    }

    @Test
    void readsAllLinesOfTheHeader() {
        assertThat(Preconditions.isKnown(List.of("\"x\"", "\"a,b\""), TAG)).isTrue();
        assertThat(Preconditions.isKnown(List.of("\"x\"", "\"y\""), TAG)).isFalse();
    }

    @Test
    void aStrongTagIsKnownByAWeakOneToo() {
        assertThat(Preconditions.isKnown(List.of("W/\"v1\""), "\"v1\"")).isTrue();
    }

    @Test
    void whatIsNotModifiedIsToldWithoutBodyAndMediaType() {
        Answer answer = Answer.of("text/plain", Buffer.buffer("words"))
                .with("ETag", TAG)
                .with("cache-control", "no-store")
                .with("Cache-Control", "no-cache")
                .with("Age", "3");

        Answer notModified = answer.notModified();

        assertThat(notModified.status()).isEqualTo(304);
        assertThat(notModified.body().length()).isZero();
        assertThat(notModified.header("Content-Type")).isEmpty();
        assertThat(notModified.header("etag")).hasValue(TAG);
        assertThat(notModified.header("Cache-Control")).hasValue("no-cache");
        assertThat(notModified.header("Age")).hasValue("3");
    }
}
