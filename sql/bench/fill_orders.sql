-- Writes consecutive orders; rand_seed1 and rand_seed2 of the session say which. MariaDB 10.11 or newer.
-- Parameters: the number before the first one, how many.
INSERT INTO orders
SELECT ? + seq,
       1 + FLOOR(RAND() * 200000),
       1 + FLOOR(RAND() * 5),
       RAND() < 0.2,
       ROUND(RAND() * 2500, 2),
       IF(RAND() < 0.1, NULL, RAND() * 40),
       CONCAT('ORD-', LPAD(HEX(FLOOR(RAND() * 4294967296)), 8, '0'), '-', seq % 97),
       ELT(1 + FLOOR(RAND() * 9),
           NULL,
           '',
           'please ring twice',
           'bitte klingeln, 2. Stock, Hinterhaus 🔔',
           'Livraison à l''étage, s''il vous plaît',
           'お届けは午後にお願いします',
           'Gift wrap, "with love" – Łukasz & Zoë',
           'Оставить у соседей',
           'leave at the back door\nand mind the dog'),
       CONCAT('{"channel": "', ELT(1 + FLOOR(RAND() * 4), 'web', 'app', 'phone', 'Café'), '", "items": ',
              1 + FLOOR(RAND() * 12), ', "gift": ', IF(RAND() < 0.1, 'true', 'false'), ', "score": ',
              ROUND(RAND() * 100, 1), '}'),
       '2021-01-01' + INTERVAL FLOOR(RAND() * 126230400000000) MICROSECOND,
       '2025-01-01' + INTERVAL FLOOR(RAND() * 31536000) SECOND,
       IF(RAND() < 0.3, NULL, '2021-01-01' + INTERVAL FLOOR(RAND() * 1461) DAY)
FROM seq_1_to_1000000
WHERE seq <= ?
