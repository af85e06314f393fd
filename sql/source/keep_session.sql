-- Keeps a session that may wait for long in the middle of a result or between two, whatever the server's own limits are.
-- Parameters: none. MariaDB 10.6 or newer.
SET SESSION net_write_timeout = 31536000, wait_timeout = 31536000, max_statement_time = 0,
    idle_transaction_timeout = 0, idle_readonly_transaction_timeout = 0
