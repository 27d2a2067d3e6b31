-- The accounts of the service, with no right that it does not need. Run it as the master user, once, and again to change
-- passwords; afterwards the service needs the master user no more:
--
--   export OWNER_PASSWORD=... WRITER_PASSWORD=... READER_PASSWORD=...
--   envsubst < accounts.sql | mysql --host WRITER_ENDPOINT --user owner --password
--
-- The owner migrates at each start of the service, the writer decides, the reader shows. Nobody of them makes accounts,
-- sees other databases, or changes the server. A test tries each of them on what it must not do: RightsIT.

CREATE DATABASE IF NOT EXISTS boxoffice CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE USER IF NOT EXISTS 'boxoffice_owner'@'%' IDENTIFIED BY '${OWNER_PASSWORD}';
ALTER USER 'boxoffice_owner'@'%' IDENTIFIED BY '${OWNER_PASSWORD}';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON boxoffice.* TO 'boxoffice_owner'@'%';

CREATE USER IF NOT EXISTS 'boxoffice_writer'@'%' IDENTIFIED BY '${WRITER_PASSWORD}';
ALTER USER 'boxoffice_writer'@'%' IDENTIFIED BY '${WRITER_PASSWORD}';
GRANT SELECT, INSERT, UPDATE, DELETE ON boxoffice.* TO 'boxoffice_writer'@'%';

CREATE USER IF NOT EXISTS 'boxoffice_reader'@'%' IDENTIFIED BY '${READER_PASSWORD}';
ALTER USER 'boxoffice_reader'@'%' IDENTIFIED BY '${READER_PASSWORD}';
GRANT SELECT ON boxoffice.* TO 'boxoffice_reader'@'%';
