package boxoffice.domain.ticket;

import java.nio.charset.StandardCharsets;

/**
 * The platform's name for one person: the {@code sub} of a token. Compared byte by byte; {@code M-1} and {@code m-1}
 * are two members.
 */
public record MemberId(String value) {

    public static final int BYTES_MAX = 255; // OpenID Connect Core 1.0, section 2: sub is at most 255 ASCII characters

    public MemberId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a member id has 1 to " + BYTES_MAX + " bytes, no control characters, and no blank at its ends");
        }
    }

    /**
     * Whether the text may name a member. Blanks at the ends are refused because databases disagree on whether they
     * count.
     */
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX
                && value.equals(value.strip())
                && value.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /**
     * For tables of our own: ids that follow each other are far apart in it (Fibonacci hashing), its upper bits most.
     */
    public int spreadHash() {
        return value.hashCode() * 0x9E3779B9;
    }

    @Override
    public String toString() {
        return value;
    }
}
