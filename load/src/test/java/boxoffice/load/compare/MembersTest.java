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

    private static final int USERS = 3;

    private final Members members = Members.of(name -> name, USERS, 5);

    @Test
    void everyMemberClaimsOnceAtEveryOpening() {
        assertThat(requests(members.claims(List.of("a", "b"), 5)))
                .containsExactlyInAnyOrder(
                        "a m-0", "a m-1", "a m-2", "a m-3", "a m-4", "b m-0", "b m-1", "b m-2", "b m-3", "b m-4");
    }

    @Test
    void atSeveralOpeningsAtOnceEveryUserBeginsAtAnother() {
        Script script = members.claims(List.of("a", "b"), 5, 2);
        assertThat(requests(script, 0)).containsExactly("a m-0", "a m-3", "b m-0", "b m-3");
        assertThat(requests(script, 1)).containsExactly("b m-1", "b m-4", "a m-1", "a m-4");
        assertThat(requests(script, 2)).containsExactly("a m-2", "b m-2");
    }

    @Test
    void betweenOtherClaimsEveryMemberClaimsOnceAtTheOpeningThatIsWatched() {
        Script script = members.interleaved(members.claims(List.of("a", "b", "c", "d"), 5), "watched", 2);
        assertThat(requests(script, 0))
                .containsExactly(
                        "a m-0",
                        "watched m-0",
                        "a m-3",
                        "watched m-3",
                        "b m-0",
                        "b m-3",
                        "c m-0",
                        "c m-3",
                        "d m-0",
                        "d m-3");
        assertThat(requests(script)).doesNotHaveDuplicates().hasSize(5 * 5);
    }

    private static List<String> requests(Script script) {
        List<String> requests = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            requests.addAll(requests(script, user));
        }
        return requests;
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
