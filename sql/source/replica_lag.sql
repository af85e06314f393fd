-- What the server replicates, and how far it is behind: one row per connection to a primary, none when it is no replica.
-- Parameters: none. Needs REPLICA MONITOR. MariaDB 10.6 or newer.
SHOW ALL SLAVES STATUS
