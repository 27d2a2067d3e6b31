package boxoffice.domain.claim;

import boxoffice.domain.opening.QuotaId;

/** Which quota a member wants a ticket of. */
public sealed interface QuotaChoice {

    /** This one. */
    record Named(QuotaId quota) implements QuotaChoice {}

    /** The only one there is; an opening with several asks back. */
    record TheOnlyOne() implements QuotaChoice {}
}
