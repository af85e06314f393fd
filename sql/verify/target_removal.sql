-- Takes some rows away, to write them anew. Template: {table}, {slice}. PostgreSQL 13 or newer.
DELETE FROM {table} WHERE {slice}
