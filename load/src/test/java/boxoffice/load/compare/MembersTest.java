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
    void allUsersAreAtTheSameOpeningHoweverUnequallyTheyAreServed() {
        Script script = members.claims(List.of("a", "b"), 5);
        assertThat(request(script, 0, 0)).isEqualTo("a m-0");
        assertThat(request(script, 1, 0)).isEqualTo("a m-1");
        assertThat(request(script, 1, 1)).isEqualTo("a m-2");
        assertThat(request(script, 1, 2)).isEqualTo("a m-3");
        assertThat(request(script, 1, 3)).isEqualTo("a m-4");
        assertThat(request(script, 0, 1)).isEqualTo("b m-0");
    }

    @Test
    void whoIsToldBusyClaimsTheSameAgain() {
        Script script = members.claims(List.of("a"), 5);
        assertThat(request(script, 0, 0)).isEqualTo("a m-0");
        assertThat(request(script, 1, 0)).isEqualTo("a m-1");
        assertThat(request(script, 0, 0)).isEqualTo("a m-0");
    }

    @Test
    void severalOpeningsAreClaimedAtByAllMembersAtOnce() {
        Script script = members.claims(List.of("a", "b", "c", "d"), 5, 2);
        assertThat(requests(script, 0))
                .startsWith("a m-0", "b m-1", "a m-2", "b m-3", "a m-4", "b m-0", "a m-1", "b m-2", "a m-3", "b m-4")
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void aMemberIsAlwaysHeardByTheSameServer() {
        Script script = members.before(2).claims(List.of("a", "b"), 5);
        assertThat(requests(script, 1)).containsExactly("a m-1", "a m-3", "b m-1", "b m-3");
        assertThat(requests(script, 0)).containsExactly("a m-0", "a m-2", "a m-4", "b m-0", "b m-2", "b m-4");
        assertThat(requests(script, 2)).isEmpty();
    }

    @Test
    void betweenOtherClaimsEveryMemberClaimsOnceAtTheOpeningThatIsWatched() {
        Script script = members.interleaved(members.claims(List.of("a", "b", "c", "d"), 5), "watched", 2);
        assertThat(request(script, 0, 0)).isEqualTo("a m-0");
        assertThat(request(script, 0, 1)).isEqualTo("watched m-0");
        assertThat(request(script, 0, 2)).isEqualTo("a m-1");
        assertThat(request(script, 0, 3)).isEqualTo("watched m-3");
        assertThat(request(script, 0, 4)).isEqualTo("a m-2");
        assertThat(request(script, 1, 0)).as("not all at the same time").isEqualTo("watched m-1");
        assertThat(request(script, 1, 1)).isEqualTo("a m-3");
    }

    @Test
    void noClaimIsMissingOrMadeTwiceAmongThem() {
        Script script = members.interleaved(members.claims(List.of("a", "b", "c", "d"), 5), "watched", 2);
        List<String> requests = new ArrayList<>();
        for (int turn = 0; turn < 5 * 5; turn++) {
            for (int user = 0; user < USERS; user++) {
                requests.add(request(script, user, turn));
            }
        }
        requests.removeIf(String::isEmpty);
        assertThat(requests).doesNotHaveDuplicates().hasSize(5 * 5);
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
        for (String next = request(script, user, 0); !next.isEmpty(); next = request(script, user, requests.size())) {
            requests.add(next);
        }
        return requests;
    }

    /** Opening and member, or nothing where there is nothing more to ask. */
    private static String request(Script script, int user, int turn) {
        ByteBuffer request = ByteBuffer.allocate(2_000);
        if (!script.put(request, user, turn)) {
            return "";
        }
        Matcher claim = CLAIM.matcher(StandardCharsets.US_ASCII.decode(request.flip()));
        assertThat(claim.matches()).isTrue();
        return claim.group(1) + " " + claim.group(2);
    }
}
