-- Whether the source replicates from another server, and whether it logs what it replicates.
-- Parameters: none. MariaDB 10.6 or newer.
SELECT @@global.log_slave_updates AS logs_replicated_changes,
       COALESCE((SELECT CAST(VARIABLE_VALUE AS UNSIGNED)
                   FROM information_schema.GLOBAL_STATUS
                  WHERE VARIABLE_NAME = 'SLAVES_RUNNING'), 0) AS running_replicas
