package boxoffice.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    private final PathTemplate claim =
            PathTemplate.of("/api/openings/{openingId}/tickets").orElseThrow();

    @Test
    void aPathYieldsItsParameter() {
        assertThat(claim.match("/api/openings/17/tickets")).isEqualTo(Map.of("openingId", "17"));
    }

    @Test
    void aTemplateWithoutParameterMatchesItselfOnly() {
        PathTemplate list = PathTemplate.of("/api/openings").orElseThrow();

        assertThat(list.match("/api/openings")).isEmpty();
        assertThat(list.match("/api/openings/")).isNull();
    }

    @Test
    void aTemplateWithTwoParametersIsTheRoutersBusiness() {
        assertThat(PathTemplate.of("/a/{b}/{c}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/openings//tickets",
                "/api/openings/tickets",
                "/api/openings/1/2/tickets",
                "/api/openings/%31/tickets",
                "/api/openings/../tickets",
                "/api/openings/./tickets",
                "/api/openings/1;x/tickets",
                "/api/openings/1/tickets/",
                "/API/openings/1/tickets"
            })
    void whatMustBeDecodedOrNormalisedOrIsAnotherPathIsLeftToTheRouter(String path) {
        assertThat(claim.match(path)).isNull();
    }
}
