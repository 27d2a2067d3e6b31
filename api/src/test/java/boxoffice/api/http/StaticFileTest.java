package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StaticFileTest {

    private final StaticFile script = StaticFile.read("page.js", "text/javascript");

    @Test
    void theCompressedFormIsTheSameFileAtLessThanHalfTheSize() throws IOException {
        byte[] compressed = script.gzip().bytes().getBytes();

        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(script.plain().bytes().getBytes());
        }
        assertThat(compressed.length).isLessThan(script.plain().bytes().length() / 2);
    }

    @Test
    void cachesTellTheFormsApart() {
        Answer compressed = script.answer("gzip, br");
        Answer plain = script.answer(null);

        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(compressed.header("ETag")).isPresent().isNotEqualTo(plain.header("ETag"));
        assertThat(compressed.header("Vary")).contains("Accept-Encoding");
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br | true",
                "br;q=1.0, GZIP;q=0.5 | true",
                "gzip;q=0 | false",
                "gzip; q=0.000, br | false",
                "identity | false",
                "* | false",
                "xgzip | false"
            })
    void onlyWhoNamesGzipGetsIt(String acceptEncoding, boolean taken) {
        assertThat(StaticFile.takesGzip(acceptEncoding)).isEqualTo(taken);
    }
}
