-- forgotten_at: since when no row of it names a member any more; null for not yet.
ALTER TABLE opening
    ADD COLUMN forgotten_at DATETIME(6) NULL,
    ADD KEY to_forget (forgotten_at, closes_at);
