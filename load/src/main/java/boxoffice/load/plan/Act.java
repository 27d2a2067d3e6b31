package boxoffice.load.plan;

/** What a member does at one instant. */
public enum Act {
    /** Looks at the list of openings, long before. */
    BROWSE,
    /** Looks at the own tickets, long before. */
    LOOK_AT_TICKETS,
    /** Reloads the opening's page while waiting for it to open. */
    RELOAD,
    /** Presses the button. */
    CLAIM,
    /** Presses it once more, without waiting for the answer. */
    CLAIM_AGAIN,
    /** Gives the ticket back; not planned by time, since it follows an answer. */
    GIVE_BACK;

    /** Whether it asks for a ticket. */
    public boolean isClaim() {
        return this == CLAIM || this == CLAIM_AGAIN;
    }
}
