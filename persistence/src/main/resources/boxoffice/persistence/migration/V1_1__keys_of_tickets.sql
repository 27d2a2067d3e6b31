-- The primary key is "no number twice", one_ticket the promise "one ticket per member and opening": both hold whatever the
-- application does. Numbers are issued in order, so that a batch is stored in one place; one_ticket also finds a member's tickets.
ALTER TABLE ticket
    DROP PRIMARY KEY,
    DROP KEY one_number,
    DROP KEY by_member,
    ADD PRIMARY KEY (quota_id, number),
    ADD UNIQUE KEY one_ticket (member_id, opening_id);
