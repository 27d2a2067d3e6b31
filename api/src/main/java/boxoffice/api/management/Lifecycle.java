package boxoffice.api.management;

/** Where the process stands between start and stop. Any thread. */
public final class Lifecycle {

    enum State {
        STARTING,
        UP,
        STOPPING
    }

    private volatile State state = State.STARTING;

    public void started() {
        state = State.UP;
    }

    public void stopping() {
        state = State.STOPPING;
    }

    State state() {
        return state;
    }
}
