-- The benchmark's table of long values. No parameters. MariaDB 10.11 or newer.
CREATE TABLE docs (
    id         INT          NOT NULL AUTO_INCREMENT,
    title      VARCHAR(100) NOT NULL,
    body       TEXT         NOT NULL,
    attachment BLOB         NOT NULL,
    PRIMARY KEY (id)
) DEFAULT CHARSET = utf8mb4
