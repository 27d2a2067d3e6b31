package boxoffice.persistence.opening;

import boxoffice.domain.opening.Phase;

/** An opening on the board, with where it stands. Equal ones look the same to everybody. */
public record ShownOpening(ListedOpening listed, Phase phase) {}
