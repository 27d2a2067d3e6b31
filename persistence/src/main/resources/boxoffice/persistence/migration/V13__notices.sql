-- Members who asked to be told of openings, and where: the address that their token had when they asked.
CREATE TABLE subscription (
    member_id     VARCHAR(255) NOT NULL,
    email         VARCHAR(320) NOT NULL,
    subscribed_at DATETIME(6)  NOT NULL,
    PRIMARY KEY (member_id),
    KEY by_age (subscribed_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What is to be told of an opening: written in the transaction that makes it so. one_each: nothing is told twice, whoever plans it
-- again. due_at, ends_at: when it is told, and from when on it is not worth telling. handed_to: how far its deliveries have been
-- written, in the order of member ids; null before the first and after the last.
CREATE TABLE notice (
    id         BIGINT       NOT NULL AUTO_INCREMENT,
    opening_id BIGINT       NOT NULL,
    kind       VARCHAR(20)  NOT NULL,
    occasion   BIGINT       NOT NULL,
    due_at     DATETIME(6)  NOT NULL,
    ends_at    DATETIME(6)  NOT NULL,
    content    TEXT         NOT NULL,
    handed_to  VARCHAR(255) NULL,
    handed_out TINYINT      NOT NULL DEFAULT 0,
    told       INT          NOT NULL DEFAULT 0,
    given_up   INT          NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE KEY one_each (opening_id, kind, occasion),
    KEY by_due (handed_out, due_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Who is still to be told: the row goes when it is done. member_id is empty for the topic. due_at: not before; whoever tells now has
-- moved it ahead, so that nobody else does meanwhile, and somebody else does after a crash.
CREATE TABLE delivery (
    notice_id BIGINT       NOT NULL,
    member_id VARCHAR(255) NOT NULL,
    address   VARCHAR(320) NOT NULL,
    attempts  INT          NOT NULL DEFAULT 0,
    due_at    DATETIME(6)  NOT NULL,
    PRIMARY KEY (notice_id, member_id),
    KEY by_due (due_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
