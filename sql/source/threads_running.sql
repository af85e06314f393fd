-- How many sessions execute something now, this one included. Parameters: none. MariaDB 10.6 or newer.
SHOW GLOBAL STATUS LIKE 'Threads_running'
