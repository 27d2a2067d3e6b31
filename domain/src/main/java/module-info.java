/**
 * The rules of Boxoffice: openings, quotas, claims and tickets. Requires nothing, so that a rule cannot wait for
 * anything.
 */
module boxoffice.domain {
    exports boxoffice.domain.claim;
    exports boxoffice.domain.opening;
    exports boxoffice.domain.scaling;
    exports boxoffice.domain.ticket;
}
