-- How one process answered the claims of an opening, and how quickly: what the tickets do not tell. Counted up in place by its process
-- alone, so that rows of an opening are added; none tells of a member. outcomes: counts by outcome. latencies: counts by bucket.
CREATE TABLE claim_tally (
    opening_id BIGINT      NOT NULL,
    tally_id   CHAR(36)    NOT NULL,
    counted_at DATETIME(6) NOT NULL,
    outcomes   TEXT        NOT NULL,
    latencies  TEXT        NOT NULL,
    PRIMARY KEY (opening_id, tally_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
