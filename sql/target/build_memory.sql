-- Memory for building indexes in this session: what the server has for one, shared by those that build at the same time, and no less than
-- 128 MB, with which sorts of some millions of keys need few passes. Parameters: 1 sessions that build. PostgreSQL 13 or newer.
SELECT set_config('maintenance_work_mem',
                  greatest(pg_size_bytes(current_setting('maintenance_work_mem')) / CAST(? AS integer),
                           pg_size_bytes('128 MB')) / 1024 || 'kB',
                  false)
