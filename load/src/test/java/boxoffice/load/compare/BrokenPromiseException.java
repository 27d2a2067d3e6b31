package boxoffice.load.compare;

/** A contestant has told its users something else than its database holds: its figures are worth nothing. */
final class BrokenPromiseException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    BrokenPromiseException(String contestant, String what) {
        super(contestant + ": " + what);
    }
}
