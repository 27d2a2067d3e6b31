package boxoffice.api.announcing;

/** Whoever passes it on will never take it. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String told) {
        super(told, null, false, false);
    }
}
