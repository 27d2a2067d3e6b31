-- frozen_at: since when no ticket of it is granted, by an operator or because its books did not add up; null for not.
ALTER TABLE opening
    ADD COLUMN frozen_at DATETIME(6) NULL,
    ADD COLUMN frozen_reason VARCHAR(500) NULL;

-- What was done to an opening, by whom: written in the transaction that did it, and never changed. It outlives the opening. actor: the
-- subject of an operator's token, or the service itself. No members: they do nothing that is written here.
CREATE TABLE audit_log (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    opening_id BIGINT       NOT NULL,
    acted_at   DATETIME(6)  NOT NULL,
    actor      VARCHAR(255) NOT NULL,
    act        VARCHAR(20)  NOT NULL,
    detail     TEXT         NOT NULL,
    PRIMARY KEY (id),
    KEY by_opening (opening_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
