-- Writes consecutive rows as sysbench does: groups of digits. rand_seed1 and rand_seed2 of the session say which.
-- Parameters: the number before the first one, how many. MariaDB 10.11 or newer.
INSERT INTO sbtest1
SELECT ? + seq,
       1 + FLOOR(RAND() * 2000000),
       CONCAT_WS('-',
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0')),
       CONCAT_WS('-',
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'), LPAD(FLOOR(RAND() * 100000000000), 11, '0'),
                 LPAD(FLOOR(RAND() * 100000000000), 11, '0'))
FROM seq_1_to_1000000
WHERE seq <= ?
