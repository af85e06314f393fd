-- Lets a reading take its time, and wait in the midst of a result for as long as it is held. The isolation level is set by the
-- driver, because its variable has two names.
-- A long IN (...) stays one: made a table of, its literals may be refused by the column's collation.
-- Parameters: none. MariaDB 10.6 or newer.
SET SESSION max_statement_time = 0,
    SESSION net_write_timeout = 31536000,
    SESSION wait_timeout = 31536000,
    SESSION idle_transaction_timeout = 0,
    SESSION idle_readonly_transaction_timeout = 0,
    SESSION sql_auto_is_null = 0,
    SESSION in_predicate_conversion_threshold = 0,
    SESSION sql_big_selects = 1
