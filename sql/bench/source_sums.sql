-- Rows and checksums of the stream benchmark's tables, for comparison with target_sums.sql. The order of the rows does not
-- matter. No parameters. MariaDB 10.11 or newer.
WITH all_rows AS (
    SELECT 'sbtest1' AS name, CONCAT_WS('|', id, k, c, pad) AS line FROM sbtest1
    UNION ALL
    SELECT 'sbtest2', CONCAT_WS('|', id, k, c, pad) FROM sbtest2
    UNION ALL
    SELECT 'sbtest3', CONCAT_WS('|', id, k, c, pad) FROM sbtest3
    UNION ALL
    SELECT 'sbtest4', CONCAT_WS('|', id, k, c, pad) FROM sbtest4
)
SELECT name, COUNT(*) AS row_count, SUM(CAST(CONV(LEFT(MD5(line), 15), 16, 10) AS UNSIGNED)) AS checksum
FROM all_rows
GROUP BY name
