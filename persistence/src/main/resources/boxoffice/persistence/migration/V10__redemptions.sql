-- redeemed_at: when the door let the holder in; null for not yet. redemption_attempt: named by the door, so that the same attempt sent
-- again over a bad line is not taken for a twin. The key holds half of the code: enough to find it, small to write.
ALTER TABLE ticket
    ADD COLUMN redeemed_at DATETIME(6) NULL,
    ADD COLUMN redeemed_by VARCHAR(255) NULL,
    ADD COLUMN redemption_attempt VARCHAR(64) NULL,
    ADD KEY by_code (code(9));
