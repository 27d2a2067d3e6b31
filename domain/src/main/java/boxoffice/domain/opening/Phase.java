package boxoffice.domain.opening;

/** Where an announced opening stands, as a member sees it. */
public enum Phase {
    ANNOUNCED,
    OPEN,
    SOLD_OUT,
    CLOSED
}
