-- All times are UTC. Text is compared byte by byte (utf8mb4_bin). No foreign keys: they take shared locks on the hot rows.

-- changed_at: when an operator changed it, or a place was given back of which there was none left; null for never.
CREATE TABLE opening (
    id           BIGINT       NOT NULL AUTO_INCREMENT,
    title        VARCHAR(200) NOT NULL,
    movie        VARCHAR(200) NOT NULL,
    announces_at DATETIME(6)  NOT NULL,
    opens_at     DATETIME(6)  NOT NULL,
    closes_at    DATETIME(6)  NOT NULL,
    revision     BIGINT       NOT NULL,
    changed_at   DATETIME(6)  NULL,
    PRIMARY KEY (id),
    KEY by_end (closes_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- issued: tickets held now. highest_number: the highest number ever issued, so that every number below it is held or freed.
-- version: counts the changes of this row; the compare-and-set of a claim batch.
CREATE TABLE quota (
    id             BIGINT       NOT NULL AUTO_INCREMENT,
    opening_id     BIGINT       NOT NULL,
    position       INT          NOT NULL,
    name           VARCHAR(200) NOT NULL,
    size           INT          NOT NULL,
    issued         INT          NOT NULL DEFAULT 0,
    highest_number INT          NOT NULL DEFAULT 0,
    version        BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    KEY by_opening (opening_id),
    CONSTRAINT never_oversold CHECK (0 <= issued AND issued <= highest_number AND highest_number <= size)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The primary key is the promise "one ticket per member and opening", one_number is "no number twice": both hold whatever the
-- application does.
CREATE TABLE ticket (
    opening_id BIGINT       NOT NULL,
    member_id  VARCHAR(255) NOT NULL,
    quota_id   BIGINT       NOT NULL,
    number     INT          NOT NULL,
    ticket_key BINARY(16)   NOT NULL,
    code       CHAR(19)     NOT NULL,
    claimed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (opening_id, member_id),
    UNIQUE KEY one_number (quota_id, number),
    KEY by_member (member_id, opening_id),
    CONSTRAINT numbers_start_at_one CHECK (number >= 1)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Numbers that were given back and are free again.
CREATE TABLE freed_number (
    quota_id BIGINT NOT NULL,
    number   INT    NOT NULL,
    PRIMARY KEY (quota_id, number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Tickets that were given back: so that giving back twice is answered as done, and nothing ever happened without a trace.
CREATE TABLE returned_ticket (
    opening_id  BIGINT       NOT NULL,
    member_id   VARCHAR(255) NOT NULL,
    ticket_key  BINARY(16)   NOT NULL,
    returned_at DATETIME(6)  NOT NULL,
    quota_id    BIGINT       NOT NULL,
    number      INT          NOT NULL,
    claimed_at  DATETIME(6)  NOT NULL,
    PRIMARY KEY (opening_id, member_id, ticket_key, returned_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
