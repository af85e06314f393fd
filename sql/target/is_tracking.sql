-- Whether the stream is to write down what it changes. Parameters: 1 migration. PostgreSQL 13 or newer.
SELECT EXISTS (SELECT FROM landfall.tracking WHERE migration = ?)
