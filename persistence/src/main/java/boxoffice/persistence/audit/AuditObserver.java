package boxoffice.persistence.audit;

/** Is told what the audit finds; must return at once and not throw. */
public interface AuditObserver {

    /** The books of an opening do not add up, and this process was the one to freeze it, or could not. */
    void breached();
}
