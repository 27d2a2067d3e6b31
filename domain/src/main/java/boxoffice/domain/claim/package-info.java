/**
 * How a ticket is got: many {@link boxoffice.domain.claim.Claim}s are decided together by the pure rule
 * {@link boxoffice.domain.claim.Allocation}, each with a {@link boxoffice.domain.claim.ClaimOutcome}. Start with
 * {@code ClaimOutcome}, then {@code Allocation}.
 */
package boxoffice.domain.claim;
