package boxoffice.persistence.claim;

/** The claim transaction's statements with one guard taken away. */
final class Mutants {

    private Mutants() {}

    /** Keeps the parameters, compares nothing: LEAST never says no. */
    static String withoutComparison() {
        return "UPDATE quota SET issued = ?, highest_number = ?, version = version + 1 "
                + "WHERE id = ? AND version >= LEAST(0, ?) AND 0 <= ? AND 0 <= ? AND LENGTH(?) > 0";
    }

    static ClaimStatements withLock(String lock) {
        ClaimStatements s = ClaimStatements.STANDARD;
        return new ClaimStatements(
                lock, s.holders(), s.freed(), s.insert(), s.takeFreed(), s.compareAndSet(), s.readBack());
    }

    static ClaimStatements withCompareAndSet(String compareAndSet) {
        ClaimStatements s = ClaimStatements.STANDARD;
        return new ClaimStatements(
                s.lock(), s.holders(), s.freed(), s.insert(), s.takeFreed(), compareAndSet, s.readBack());
    }

    static ClaimStatements withReadBack(String readBack) {
        ClaimStatements s = ClaimStatements.STANDARD;
        return new ClaimStatements(
                s.lock(), s.holders(), s.freed(), s.insert(), s.takeFreed(), s.compareAndSet(), readBack);
    }
}
