-- The benchmark's table of many types. No parameters. MariaDB 10.11 or newer.
CREATE TABLE orders (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    customer   INT             NOT NULL,
    status     ENUM ('new', 'paid', 'shipped', 'returned', 'cancelled') NOT NULL,
    express    TINYINT(1)      NOT NULL,
    total      DECIMAL(12, 2)  NOT NULL,
    weight     DOUBLE          NULL,
    reference  VARCHAR(40)     NOT NULL,
    remark     TEXT            NULL,
    attributes JSON            NOT NULL,
    placed_at  DATETIME(6)     NOT NULL,
    changed_at TIMESTAMP       NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ship_on    DATE            NULL,
    PRIMARY KEY (id),
    KEY by_customer (customer),
    KEY by_placed_at (placed_at)
) DEFAULT CHARSET = utf8mb4
