package boxoffice.load.compare.peer;

/** What a claim came to. */
enum Outcome {
    GRANTED,
    ALREADY_HELD,
    SOLD_OUT,
    NOT_YET_OPEN,
    NO_SUCH_OPENING
}
