/**
 * What is opened: an {@link boxoffice.domain.opening.Opening} with its {@link boxoffice.domain.opening.Window} in time
 * and its {@link boxoffice.domain.opening.Quota}s. Start with {@code Opening}, then {@code OpeningDraft}, which tells
 * what an operator may announce.
 */
package boxoffice.domain.opening;
