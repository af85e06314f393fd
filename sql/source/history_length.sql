-- How many transactions' old row versions InnoDB keeps for somebody's read view. Parameters: none. MariaDB 10.6 or newer.
SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'
