-- How many members have an opening's page open at one process; seen_at: when it last looked. Whoever is silent for long counts no more.
CREATE TABLE watchers (
    opening_id BIGINT      NOT NULL,
    process_id CHAR(36)    NOT NULL,
    members    INT         NOT NULL,
    seen_at    DATETIME(6) NOT NULL,
    PRIMARY KEY (opening_id, process_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
