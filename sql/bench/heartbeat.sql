-- The benchmark's rows that tell how far a stream is behind. No parameters. MariaDB 10.11 or newer.
CREATE TABLE heartbeat (
    id INT NOT NULL,
    PRIMARY KEY (id)
)
