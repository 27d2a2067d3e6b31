package boxoffice.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static final Pattern CLAIM =
            Pattern.compile("POST /api/openings/(\\w+)/tickets HTTP/1\\.1\r\n.*X-Member: (\\S+)\r\n.*", Pattern.DOTALL);

    @Test
    void everyMemberClaimsOnceAtEveryOpening() {
        int users = 3;
        List<String> claims = new ArrayList<>();
        try (Identity identity = Identity.start()) {
            Script script = Members.of(identity, users, 5).claims(List.of("a", "b"), 5);
            for (int user = 0; user < users; user++) {
                claims.addAll(requests(script, user));
            }
        }
        assertThat(claims)
                .containsExactlyInAnyOrder(
                        "a m-0", "a m-1", "a m-2", "a m-3", "a m-4", "b m-0", "b m-1", "b m-2", "b m-3", "b m-4");
    }

    private static List<String> requests(Script script, int user) {
        List<String> requests = new ArrayList<>();
        ByteBuffer request = ByteBuffer.allocate(2_000);
        for (int turn = 0; script.put(request, user, turn); turn++) {
            Matcher claim = CLAIM.matcher(StandardCharsets.US_ASCII.decode(request.flip()));
            assertThat(claim.matches()).isTrue();
            requests.add(claim.group(1) + " " + claim.group(2));
            request.clear();
        }
        return requests;
    }
}
