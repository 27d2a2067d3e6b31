package boxoffice.api.identity;

/** No token, or one that must not be accepted. Carries no stack trace: it is an answer, not a fault of ours. */
public final class NotSignedInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String challenge;

    NotSignedInException(String detail, String challenge) {
        super(detail, null, false, false);
        this.challenge = challenge;
    }

    /** For the client, in {@code WWW-Authenticate} (RFC 6750). */
    public String challenge() {
        return challenge;
    }
}
