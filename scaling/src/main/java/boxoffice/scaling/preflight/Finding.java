package boxoffice.scaling.preflight;

/** What a check has found. */
public sealed interface Finding {

    String check();

    String found();

    record Passed(String check, String found) implements Finding {}

    /** @param advice what to do about it */
    record Failed(String check, String found, String advice) implements Finding {}

    /**
     * It was not looked at; somebody has to know that.
     *
     * @param found why not
     * @param advice how to have it looked at
     */
    record NotChecked(String check, String found, String advice) implements Finding {}
}
