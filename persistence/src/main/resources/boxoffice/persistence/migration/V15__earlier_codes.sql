-- From now on a code tells its ticket's quota and number. Those of before are kept here, until a later version drops them.
-- May be done again. READ COMMITTED: reads the tickets without locking them.
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;

CREATE TABLE IF NOT EXISTS earlier_code (
    code     CHAR(19) NOT NULL,
    quota_id BIGINT   NOT NULL,
    number   INT      NOT NULL,
    PRIMARY KEY (code, quota_id, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT IGNORE INTO earlier_code (code, quota_id, number)
SELECT code, quota_id, number FROM ticket;
