package boxoffice.load.rush;

/** The rush cannot be run as asked; the message is for who asked. */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotRun(String message) {
        super(message);
    }
}
