package boxoffice.domain.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberIdTest {

    @Test
    void acceptsWhatPlatformsUseAsASubject() {
        for (String subject : List.of("m-1", "a b", "auth0|5f7c8ec7c33c6c004bbafe82", "회원-1", "🎬", "x".repeat(255))) {
            assertThat(new MemberId(subject).value()).isEqualTo(subject);
        }
    }

    @Test
    void refusesWhatADatabaseMightTakeForSomebodyElse() {
        for (String subject :
                List.of("", " ", " m", "m ", "m\n", "\u0000", "x".repeat(256), "한".repeat(86), "\ud800")) {
            assertThatIllegalArgumentException().as(subject).isThrownBy(() -> new MemberId(subject));
        }
    }

    @Test
    void idsThatFollowEachOtherFallEvenlyIntoSixteenParts() {
        int[] parts = new int[16];
        for (int i = 0; i < 4_096; i++) {
            parts[new MemberId("member-" + i).spreadHash() >>> 28]++;
        }

        assertThat(Arrays.stream(parts)).allMatch(inOne -> inOne > 200 && inOne < 312);
    }
}
