-- moved_from: when it was to open before its opening time was moved and members knew of it; null for never.
ALTER TABLE opening
    ADD COLUMN moved_from DATETIME(6) NULL;
