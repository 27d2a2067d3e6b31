package boxoffice.scaling.writer;

/** What a run of the runbook is to come to. */
public sealed interface Goal {

    /**
     * The writer has that class, bigger or smaller than now.
     *
     * @param deleteOld whether the old writer goes; else it stays as a reader, to roll back to
     */
    record WriterOfClass(String instanceClass, boolean deleteOld) implements Goal {}

    /** The writer that was replaced last is the writer again, and what replaced it is gone. */
    record RolledBack() implements Goal {}
}
