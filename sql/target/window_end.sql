-- When a window ends, and how many seconds are left until then; nothing for one that has no end. The column may be missing: an
-- earlier version has made the table then. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT CAST(ceil(extract(epoch FROM promised.until)) AS bigint) AS ends_at,
       CAST(ceil(extract(epoch FROM promised.until - clock_timestamp())) AS bigint) AS seconds_left
  FROM landfall.way_back AS way
 CROSS JOIN LATERAL (SELECT CAST(to_jsonb(way) ->> 'ends_at' AS timestamptz) AS until) AS promised
 WHERE way.migration = ? AND promised.until IS NOT NULL
