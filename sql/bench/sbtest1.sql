-- The table of sysbench's OLTP tests, in the benchmark. No parameters. MariaDB 10.11 or newer.
CREATE TABLE sbtest1 (
    id  INT       NOT NULL AUTO_INCREMENT,
    k   INT       NOT NULL DEFAULT 0,
    c   CHAR(120) NOT NULL DEFAULT '',
    pad CHAR(60)  NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    KEY k_1 (k)
) DEFAULT CHARSET = utf8mb4
