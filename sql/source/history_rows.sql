-- What a statement reads the history of a system-versioned table from: it stands behind FROM.
-- The rows that are current end with the end of time, which is in 2038 or later, whatever the version and the time zone.
-- Template: {columns} list, {table}, {end} column of the period. MariaDB 10.6 or newer. For example:
--   {columns} `id`, `price`, `row_start`, `row_end`   {table} `shop`.`item`   {end} `row_end`
(SELECT {columns} FROM {table} FOR SYSTEM_TIME ALL WHERE {end} < TIMESTAMP'2038-01-18 00:00:00') AS history
