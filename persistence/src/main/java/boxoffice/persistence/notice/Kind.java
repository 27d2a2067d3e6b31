package boxoffice.persistence.notice;

/** What a notice tells. Its names are stored. */
public enum Kind {
    /** There will be tickets. */
    ANNOUNCEMENT,
    /** It opens soon. */
    REMINDER,
    /** It opens at another time than was announced. */
    POSTPONED,
    /** It does not take place. */
    CANCELLED
}
