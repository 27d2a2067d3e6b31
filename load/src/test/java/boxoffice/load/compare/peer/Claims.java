package boxoffice.load.compare.peer;

/** Claims of single tickets, each in a transaction of its own. Blocks. */
interface Claims {

    Outcome claim(long opening, String member);
}
