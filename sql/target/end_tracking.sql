-- Nothing is proven any more, and the stream writes nothing down. Parameters: 1 migration. PostgreSQL 13 or newer.
DELETE FROM landfall.tracking
 WHERE migration = ?
