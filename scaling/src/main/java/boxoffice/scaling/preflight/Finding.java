package boxoffice.scaling.preflight;

/** What a check has found. */
public sealed interface Finding {

    String check();

    String found();

    record Passed(String check, String found) implements Finding {}

    /** @param advice what to do about it */
    record Failed(String check, String found, String advice) implements Finding {}

    /** It was not looked at, and why; somebody has to know that. */
    record NotChecked(String check, String found) implements Finding {}
}
