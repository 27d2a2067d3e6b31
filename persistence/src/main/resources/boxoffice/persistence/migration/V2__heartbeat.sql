-- One row, counted up now and then on the writer: a reader that shows an old count lags. No clocks are compared.
CREATE TABLE heartbeat (
    id   INT    NOT NULL,
    beat BIGINT NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

INSERT INTO heartbeat (id, beat) VALUES (1, 0);
