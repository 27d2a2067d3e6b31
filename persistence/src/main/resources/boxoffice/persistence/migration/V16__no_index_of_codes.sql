ALTER TABLE ticket
    DROP KEY by_code;
