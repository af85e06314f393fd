-- The demo's shop: sixteen tables of legal, ordinary MariaDB that are awkward for a migration. Each says why.
-- Parameters: none; the tables go into the current database, which is empty. MariaDB 10.11 or newer.
ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- A tree in one table: a parent must arrive before its children, and ON DELETE SET NULL works inside the table.
CREATE TABLE categories (
    id        INT UNSIGNED NOT NULL AUTO_INCREMENT,
    parent_id INT UNSIGNED NULL,
    name      VARCHAR(80)  NOT NULL,
    position  TINYINT      NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE KEY name_in_parent (parent_id, name),
    CONSTRAINT categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE SET NULL
);

-- A text key that the application renames: ON UPDATE CASCADE, which the binary log does not show. A latin1 column.
CREATE TABLE suppliers (
    code    VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name    VARCHAR(120) NOT NULL,
    contact VARCHAR(80) CHARACTER SET latin1 COLLATE latin1_swedish_ci NULL,
    rating  FLOAT NULL,
    PRIMARY KEY (code)
);

-- An unsigned 64 bit identity, two generated columns, ENUM labels with quotes and commas, a SET, JSON that only a text can
-- keep, and a unique shelf number that two products swap.
CREATE TABLE products (
    id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    category_id INT UNSIGNED    NOT NULL,
    sku         VARCHAR(24)     NOT NULL COLLATE utf8mb4_bin,
    name        VARCHAR(160)    NOT NULL,
    barcode     BIGINT UNSIGNED NULL,
    price       DECIMAL(12, 2)  NOT NULL,
    vat_rate    DECIMAL(4, 3)   NOT NULL DEFAULT 0.190,
    price_gross DECIMAL(16, 5)  GENERATED ALWAYS AS (price * (1 + vat_rate)) STORED,
    label       VARCHAR(190)    GENERATED ALWAYS AS (CONCAT(sku, ' / ', name)) VIRTUAL,
    size        ENUM ('small', 'medium', '12" or more', 'men''s, wide', 'größer') NOT NULL DEFAULT 'medium',
    flags       SET ('new', 'on sale', 'bulky', 'men''s', '20% off') NOT NULL DEFAULT '',
    attributes  JSON            NULL,
    shelf       INT             NULL,
    created_at  DATETIME        NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at  TIMESTAMP(6)    NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY sku (sku),
    UNIQUE KEY shelf (shelf),
    KEY by_category (category_id, price DESC),
    CONSTRAINT products_category FOREIGN KEY (category_id) REFERENCES categories (id),
    CONSTRAINT price_not_negative CHECK (price >= 0)
);

-- Blobs with every byte value, zero bytes at both ends, and empty ones.
CREATE TABLE product_images (
    product_id BIGINT UNSIGNED   NOT NULL,
    number     SMALLINT UNSIGNED NOT NULL,
    media_type VARCHAR(40)       NOT NULL DEFAULT 'image/png',
    image      MEDIUMBLOB        NOT NULL,
    thumbnail  VARBINARY(64)     NULL,
    checksum   BINARY(16)        NOT NULL,
    PRIMARY KEY (product_id, number),
    CONSTRAINT product_images_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
);

-- A composite key of a number and a text, of which the text changes by a cascade.
CREATE TABLE product_suppliers (
    product_id    BIGINT UNSIGNED NOT NULL,
    supplier_code VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    cost          DECIMAL(38, 18) NOT NULL,
    lead_time     TIME            NULL,
    PRIMARY KEY (product_id, supplier_code),
    CONSTRAINT product_suppliers_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT product_suppliers_supplier FOREIGN KEY (supplier_code) REFERENCES suppliers (code)
        ON DELETE CASCADE ON UPDATE CASCADE
);

-- One row for each product, changed by every order: the same rows again and again in one batch of the stream.
CREATE TABLE inventory (
    product_id BIGINT UNSIGNED  NOT NULL,
    on_hand    INT              NOT NULL DEFAULT 0,
    reserved   MEDIUMINT UNSIGNED NOT NULL DEFAULT 0,
    counted_on DATE             NULL,
    PRIMARY KEY (product_id),
    CONSTRAINT inventory_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
);

-- The root of the cascades. The e-mail address is unique whatever its case; empty text and NULL both occur.
CREATE TABLE customers (
    id         INT UNSIGNED NOT NULL AUTO_INCREMENT,
    email      VARCHAR(120) NOT NULL,
    full_name  VARCHAR(120) NOT NULL,
    nickname   CHAR(20)     NULL,
    note       TEXT         NULL,
    newsletter TINYINT(1)   NOT NULL DEFAULT 0,
    born_on    DATE         NULL,
    balance    DECIMAL(10, 2) NOT NULL DEFAULT 0.00,
    PRIMARY KEY (id),
    UNIQUE KEY email (email)
);

-- Floating-point numbers with all their digits, and an index on the beginning of a text.
CREATE TABLE addresses (
    id          INT UNSIGNED NOT NULL AUTO_INCREMENT,
    customer_id INT UNSIGNED NOT NULL,
    street      VARCHAR(160) NOT NULL,
    city        VARCHAR(80)  NOT NULL,
    country     CHAR(2) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL DEFAULT 'DE',
    latitude    DOUBLE       NULL,
    longitude   DOUBLE       NULL,
    PRIMARY KEY (id),
    KEY by_city (city(10)),
    CONSTRAINT addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
);

-- Deleted with its customer, while its address may be set to NULL by the same statement. Microseconds, milliseconds.
CREATE TABLE orders (
    id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    customer_id INT UNSIGNED    NOT NULL,
    address_id  INT UNSIGNED    NULL,
    status      ENUM ('new', 'paid', 'shipped', 'customer''s choice, open') NOT NULL DEFAULT 'new',
    placed_at   DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    shipped_at  TIMESTAMP(3)    NULL DEFAULT NULL,
    remark      VARCHAR(200)    NULL,
    PRIMARY KEY (id),
    KEY by_status (status, placed_at),
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE,
    CONSTRAINT orders_address FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL
);

-- Two levels below a customer. A generated column that refers to columns on both sides of it.
CREATE TABLE order_items (
    order_id   BIGINT UNSIGNED NOT NULL,
    line       SMALLINT        NOT NULL,
    product_id BIGINT UNSIGNED NOT NULL,
    quantity   SMALLINT UNSIGNED NOT NULL DEFAULT 1,
    total      DECIMAL(18, 2)  GENERATED ALWAYS AS (quantity * unit_price) STORED,
    unit_price DECIMAL(12, 2)  NOT NULL,
    PRIMARY KEY (order_id, line),
    CONSTRAINT order_items_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
    CONSTRAINT order_items_product FOREIGN KEY (product_id) REFERENCES products (id),
    CONSTRAINT quantity_positive CHECK (quantity > 0)
);

-- Invoice numbers come from a sequence, which must go on where it stood.
CREATE SEQUENCE invoice_numbers START WITH 1000000 INCREMENT BY 1 CACHE 50;

-- Money, a UUID and a unique reference; negative amounts are refunds.
CREATE TABLE payments (
    id         BIGINT          NOT NULL AUTO_INCREMENT,
    order_id   BIGINT UNSIGNED NOT NULL,
    reference  VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    request_id UUID            NOT NULL,
    amount     DECIMAL(19, 4)  NOT NULL,
    paid_at    DATETIME(6)     NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY reference (reference),
    UNIQUE KEY request_id (request_id),
    CONSTRAINT payments_order FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
);

-- Text of all kinds: emoji, combining characters, right-to-left, backslashes. A customer's reviews outlive the customer.
-- The full-text index has no counterpart: the assessment says so.
CREATE TABLE reviews (
    id          INT UNSIGNED    NOT NULL AUTO_INCREMENT,
    product_id  BIGINT UNSIGNED NOT NULL,
    customer_id INT UNSIGNED    NULL,
    stars       TINYINT UNSIGNED NOT NULL,
    body        TEXT            NOT NULL,
    written_at  TIMESTAMP       NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id),
    FULLTEXT KEY words (body),
    CONSTRAINT reviews_product FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
    CONSTRAINT reviews_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
);

-- A UUID key, which MariaDB orders unlike everybody else, and rows that are written over and over (upserts).
CREATE TABLE carts (
    id          UUID         NOT NULL DEFAULT uuid(),
    customer_id INT UNSIGNED NULL,
    `lines`     JSON         NOT NULL,
    version     INT UNSIGNED NOT NULL DEFAULT 1,
    touched_at  TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    CONSTRAINT carts_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
);

-- A text key under a case-insensitive collation: 'abc' and 'ABC' are one key here, two keys there. Binary(16), IPv6.
CREATE TABLE sessions (
    token       VARCHAR(64)  NOT NULL COLLATE utf8mb4_unicode_ci,
    customer_id INT UNSIGNED NULL,
    secret      BINARY(16)   NOT NULL,
    address     INET6        NOT NULL,
    expires_at  DATETIME     NOT NULL,
    PRIMARY KEY (token),
    CONSTRAINT sessions_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
);

-- No key at all, and rows that are equal in every column: how many there are is all that tells them apart.
CREATE TABLE audit_log (
    happened_at DATETIME(3)  NOT NULL,
    actor       VARCHAR(60)  NULL,
    action      VARCHAR(40)  NOT NULL,
    details     JSON         NULL,
    KEY by_action (action, happened_at)
);

-- One row for each end of each type's range. Names that are words of the SQL language or in mixed case.
CREATE TABLE settings (
    `key`       VARCHAR(40)        NOT NULL COLLATE utf8mb4_bin,
    `group`     VARCHAR(20)        NULL,
    displayText VARCHAR(200)       NULL,
    tiny        TINYINT            NULL,
    tiny_u      TINYINT UNSIGNED   NULL,
    small_u     SMALLINT UNSIGNED  NULL,
    medium      MEDIUMINT          NULL,
    normal_u    INT UNSIGNED       NULL,
    big         BIGINT             NULL,
    big_u       BIGINT UNSIGNED    NULL,
    exact       DECIMAL(38, 18)    NULL,
    widest      DECIMAL(65, 30)    NULL,
    single      FLOAT              NULL,
    twofold     DOUBLE             NULL,
    one_bit     BIT(1)             NULL,
    all_bits    BIT(64)            NULL,
    since       YEAR               NULL,
    on_day      DATE               NULL,
    span        TIME(6)            NULL,
    at_wall     DATETIME(6)        NULL,
    at_moment   TIMESTAMP(3)       NULL DEFAULT NULL,
    host        INET6              NULL,
    node        UUID               NULL,
    document    JSON               NULL,
    raw         LONGBLOB           NULL,
    PRIMARY KEY (`key`)
);
