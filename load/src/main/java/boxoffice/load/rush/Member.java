package boxoffice.load.rush;

import boxoffice.load.client.Connection;
import boxoffice.load.plan.Act;

/**
 * One of the crowd. A second click takes a connection of its own, as in a browser, so that the two really meet at the
 * service.
 */
record Member(String name, String token, Connection first, Connection second) {

    Connection connection(Act act) {
        return act == Act.CLAIM_AGAIN ? second : first;
    }

    void close(String why) {
        first.close(why);
        second.close(why);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Member[" + name + "]";
    }
}
