/** Runs the rules alone: a whole opening in memory, for a developer who wants to see what they do. */
package boxoffice.domain.simulation;
