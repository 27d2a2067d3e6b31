package boxoffice.load.report;

import java.util.List;

/**
 * One colour of stacked bars.
 *
 * @param heights of each bar, from the first bucket on
 */
record Layer(String name, String colour, List<Double> heights) {

    Layer {
        heights = List.copyOf(heights);
    }

    boolean isEmpty() {
        return heights.stream().allMatch(height -> height == 0);
    }
}
