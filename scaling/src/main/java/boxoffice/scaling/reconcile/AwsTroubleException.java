package boxoffice.scaling.reconcile;

/** AWS did not do what it was asked to. The message is for operators, and names no secret. */
public final class AwsTroubleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What kind of trouble, and with it who can end it. */
    public enum Kind {
        /** The role may not do it: a person has to change the policy. */
        DENIED,
        /** Too much at once: goes by itself. */
        THROTTLED,
        /** No answer: goes by itself, or the network has to be looked at. */
        UNREACHABLE,
        /** What is named in the settings is not there. */
        MISSING,
        /** Refused for another reason, which the message has. */
        REFUSED
    }

    private final Kind kind;
    private final String gist;

    public AwsTroubleException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.gist = message;
    }

    /** @param told what AWS said itself, which may be another text each time */
    public AwsTroubleException(Kind kind, String gist, String told, Throwable cause) {
        super(gist + " (" + told + ")", cause);
        this.kind = kind;
        this.gist = gist;
    }

    public Kind kind() {
        return kind;
    }

    /** The message without what differs from call to call: the same for the same trouble. */
    public String gist() {
        return gist;
    }
}
