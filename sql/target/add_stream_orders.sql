-- Makes room for what a stream is told. Parameters: 1 migration. PostgreSQL 13 or newer.
INSERT INTO landfall.stream_control (migration)
VALUES (?)
ON CONFLICT (migration) DO NOTHING
