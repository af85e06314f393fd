-- The highest order number that came over from MariaDB.
-- Parameters: none. PostgreSQL 13 or newer.
SELECT max(id) FROM shop.orders;
