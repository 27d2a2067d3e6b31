package boxoffice.load.history;

/** What an attempt came to, as a member would say it. */
public enum Outcome {
    TICKET("new ticket"),
    SAME_TICKET("same ticket again"),
    SOLD_OUT("sold out"),
    NOT_YET("not open yet"),
    CLOSED("closed"),
    LATER("busy, ask again"),
    READ("read"),
    GIVEN_BACK("given back"),
    NO_ANSWER("no answer"),
    OTHER("anything else");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** For a legend. */
    public String label() {
        return label;
    }

    static Outcome of(Attempt attempt) {
        if (!attempt.isAnswered()) {
            return NO_ANSWER;
        }
        return switch (attempt.act()) {
            case CLAIM, CLAIM_AGAIN -> ofClaim(attempt);
            case GIVE_BACK -> attempt.status() == 204 ? GIVEN_BACK : ofRefusal(attempt.status());
            case BROWSE, LOOK_AT_TICKETS, RELOAD -> attempt.status() == 200 ? READ : ofRefusal(attempt.status());
        };
    }

    private static Outcome ofClaim(Attempt attempt) {
        return switch (attempt.status()) {
            case 201 -> TICKET;
            case 200 -> SAME_TICKET;
            case 409 ->
                attempt.problem().equals("sold-out")
                        ? SOLD_OUT
                        : attempt.problem().equals("not-open-yet") ? NOT_YET : OTHER;
            case 410 -> CLOSED;
            default -> ofRefusal(attempt.status());
        };
    }

    private static Outcome ofRefusal(int status) {
        return status == 503 || status == 429 ? LATER : OTHER;
    }
}
