package boxoffice.persistence.opening;

import boxoffice.domain.opening.Opening;

/** What became of a change. All but {@link Done} leave everything as it was. */
public sealed interface OpeningChange {

    /** Durable. */
    record Done(Opening opening) implements OpeningChange {}

    /** Nothing was left to do: it is like that already. */
    record Unchanged(Opening opening) implements OpeningChange {}

    /** There is no such opening. */
    record NoSuchOpening() implements OpeningChange {}

    /** It contradicts what has happened already; the reason is for the operator. */
    record Refused(String reason) implements OpeningChange {}
}
