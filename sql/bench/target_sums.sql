-- Rows and checksums of the stream benchmark's tables, for comparison with source_sums.sql. The order of the rows does not
-- matter. No parameters. PostgreSQL 15 or newer.
WITH all_rows AS (
    SELECT 'sbtest1' AS name, concat_ws('|', id, k, c::text, pad::text) AS line FROM bench.sbtest1
    UNION ALL
    SELECT 'sbtest2', concat_ws('|', id, k, c::text, pad::text) FROM bench.sbtest2
    UNION ALL
    SELECT 'sbtest3', concat_ws('|', id, k, c::text, pad::text) FROM bench.sbtest3
    UNION ALL
    SELECT 'sbtest4', concat_ws('|', id, k, c::text, pad::text) FROM bench.sbtest4
)
SELECT name, count(*) AS row_count, sum(('x' || left(md5(line), 15))::bit(60)::bigint) AS checksum
FROM all_rows
GROUP BY name
