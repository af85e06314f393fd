-- Lets a reading take its time. JIT costs more than it gives here: expressions are long and ranges are short.
-- Parameters: none. PostgreSQL 13 or newer; transaction_timeout exists since 17.
SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'jit'
UNION ALL
SELECT set_config(name, '0', false)
  FROM pg_settings
 WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
