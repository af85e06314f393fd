package dev.landfall.run;

import dev.landfall.apply.Chunk;
import dev.landfall.plan.TablePlan;
import dev.landfall.snapshot.RowReader;
import dev.landfall.snapshot.SnapshotSession;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.SQLException;

/** What one worker copies from and to. Closes the target's session only: the source's belongs to the snapshot. */
record ChunkEnds(SnapshotSession source, Connection target) implements AutoCloseable {
    void read(TablePlan table, Chunk chunk, CellQuery.RowSink sink) throws SQLException {
        String key = table.chunked()
                ? table.columns().get(table.chunkColumn()).source().name()
                : null;
        new RowReader(table.source()).read(source, key, chunk.range(), sink);
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }
}
