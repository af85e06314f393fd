-- A new customer with two addresses and a session.
-- Parameters: none. MariaDB 10.11 or newer.
START TRANSACTION;
INSERT INTO customers (email, full_name, nickname, note, newsletter, born_on)
VALUES (CONCAT('New.', UUID(), '@Example.com'), 'Søren Ångström', IF(RAND() < 0.5, NULL, 'né '), '', 1, '2001-02-03');
SET @customer = LAST_INSERT_ID();
INSERT INTO addresses (customer_id, street, city, country, latitude, longitude)
VALUES (@customer, 'Nørregade 1', 'København', 'dk', 55.6 + RAND(), 12.5 + RAND()),
       (@customer, 'Calle de la Ñ, 3º', 'Cádiz', 'ES', -RAND(), NULL);
INSERT INTO sessions (token, customer_id, secret, address, expires_at)
VALUES (CONCAT('New-', UUID()), @customer, UNHEX(MD5(RAND())), '2001:db8::1', '9999-12-31 23:59:59');
COMMIT;
