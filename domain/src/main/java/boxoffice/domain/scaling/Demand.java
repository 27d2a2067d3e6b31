package boxoffice.domain.scaling;

/**
 * The bounds that capacity must have at an instant.
 *
 * @param held whether full capacity is wanted now; otherwise only the bounds are, and the load decides between them
 */
public record Demand(int min, int max, boolean held) {}
