package boxoffice.domain.scaling;

/**
 * How many there are of something that scales.
 *
 * @param idle the minimum between openings
 * @param full what an opening needs, and the most there may be at any time
 */
public record Capacity(int idle, int full) {

    public Capacity {
        if (idle < 1 || full < idle) {
            throw new IllegalArgumentException("capacity must be 1 <= idle <= full: " + idle + ", " + full);
        }
    }
}
