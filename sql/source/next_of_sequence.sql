-- The number from which on a sequence has given none to anybody. Placeholder: `database`.`sequence`. MariaDB 10.6 or newer.
SELECT next_not_cached_value FROM `database`.`sequence`
