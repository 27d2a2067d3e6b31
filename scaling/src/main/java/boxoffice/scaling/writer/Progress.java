package boxoffice.scaling.writer;

/** Is told how a run goes on. */
public interface Progress {

    /** A step is about to be carried out, or would be in a dry run. */
    void step(Step step);

    /** Nothing is to do but to wait; told again and again. */
    void waiting(String why);

    /** How it ended. */
    void ended(Step last);
}
