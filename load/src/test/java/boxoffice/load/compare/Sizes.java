package boxoffice.load.compare;

import java.time.Duration;

/**
 * How big and how long the scenes are.
 *
 * @param users connections
 * @param tickets quota of the opening that is sold out, at most as many as there are members
 * @param counted of a run without an end of its own
 * @param openCounted of the open model
 * @param openShare of the maximum at which the open model runs
 * @param day how long an ordinary day is
 * @param dayUsers who are there on an ordinary day
 * @param dayPerSecond requests on an ordinary day
 * @param streams open at a time
 */
record Sizes(
        int users,
        int tickets,
        Duration counted,
        Duration openCounted,
        double openShare,
        Duration day,
        int dayUsers,
        double dayPerSecond,
        int streams) {}
