package boxoffice.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import boxoffice.domain.opening.OpeningId;
import boxoffice.domain.opening.QuotaId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaBooksTest {

    /** 3 held and 2 free of the numbers 1 to 5, of a quota of 10. */
    private static final Tally WELL = new Tally(Set.of(7L), 3, 3, 1, 5, 0, 0, 2, 0);

    private static final Tally NOTHING = new Tally(Set.of(7L), 0, 0, 1, 0, 0, 0, 0, 0);

    @Test
    void breaksNothingWhenEveryNumberIsHeldOrFree() {
        assertThat(books(10, 3, 5, WELL).breaches()).isEmpty();
        assertThat(books(10, 0, 0, NOTHING).breaches()).isEmpty();
        assertThat(books(3, 3, 3, new Tally(Set.of(7L), 3, 3, 1, 3, 0, 0, 0, 0)).breaches())
                .isEmpty();
    }

    @Test
    void tellsEachPromiseThatIsBroken() {
        assertThat(books(2, 3, 5, WELL).breaches())
                .anyMatch(breach -> breach.contains("holds 3 tickets of 2"))
                .anyMatch(breach -> breach.contains("counts 3 issued of 2"))
                .anyMatch(breach -> breach.contains("counts numbers to 5 of 2"));
        assertThat(books(10, 4, 5, WELL).breaches())
                .singleElement()
                .asString()
                .contains("counts 4 issued and holds 3 tickets");
        assertThat(books(10, 3, 6, WELL).breaches())
                .singleElement()
                .asString()
                .contains("counts numbers to 6, of which");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 3, 1, 5, 0, 2, 2, 0))
                        .breaches())
                .singleElement()
                .asString()
                .contains("2 tickets of members who hold another one");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 2, 1, 5, 0, 0, 3, 0))
                        .breaches())
                .singleElement()
                .asString()
                .contains("numbers twice: 1");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 3, 1, 5, 0, 0, 2, 1))
                        .breaches())
                .singleElement()
                .asString()
                .contains("both held and free: 1");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 3, 0, 5, 0, 0, 2, 0))
                        .breaches())
                .singleElement()
                .asString()
                .contains("numbers from 0 to 5 and counts them from 1 to 5");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 3, 1, 9, 0, 0, 2, 0))
                        .breaches())
                .singleElement()
                .asString()
                .contains("numbers from 1 to 9");
        assertThat(books(10, 3, 5, new Tally(Set.of(7L), 3, 3, 1, 5, 1, 0, 2, 0))
                        .breaches())
                .singleElement()
                .asString()
                .contains("1 tickets that name another opening");
    }

    @Test
    void addsUpWhatWasCountedInRanges() {
        QuotaBooks low = books(10, 5, 7, new Tally(Set.of(7L), 3, 3, 1, 4, 0, 0, 1, 0));
        QuotaBooks high = books(10, 5, 7, new Tally(Set.of(7L), 2, 2, 5, 7, 0, 0, 1, 0));

        assertThat(low.plus(high).breaches()).isEmpty();
        assertThat(low.plus(high).tally().isOfOneMoment()).isTrue();
        assertThat(low.breaches()).isNotEmpty();
    }

    @Test
    void isNotOfOneMomentWhenSomethingWasDecidedBetweenTwoRanges() {
        QuotaBooks before = books(10, 3, 5, WELL);
        QuotaBooks after = books(10, 4, 6, new Tally(Set.of(8L), 1, 1, 6, 6, 0, 0, 0, 0));

        assertThat(before.plus(after).tally().isOfOneMoment()).isFalse();
    }

    @Test
    void rangesCoverEveryNumberOnce() {
        assertThat(NumberRange.covering(0)).containsExactly(new NumberRange(Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThat(NumberRange.covering(20_000)).hasSize(1);
        assertThat(NumberRange.covering(45_000))
                .containsExactly(
                        new NumberRange(Integer.MIN_VALUE, 20_000),
                        new NumberRange(20_001, 40_000),
                        new NumberRange(40_001, Integer.MAX_VALUE));
    }

    private static QuotaBooks books(int size, int issued, int highestNumber, Tally tally) {
        return new QuotaBooks(new OpeningId(1), new QuotaId(2), "Screen 1", size, issued, highestNumber, tally);
    }
}
