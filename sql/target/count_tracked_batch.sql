-- A batch of the stream is written down. No row updated: nobody wants to know any more. Parameters: 1 changed rows, 2 migration.
-- PostgreSQL 13 or newer.
   UPDATE landfall.tracking
      SET batches = batches + 1, waiting = waiting + ?
    WHERE migration = ?
RETURNING waiting > most_waiting AS too_many
