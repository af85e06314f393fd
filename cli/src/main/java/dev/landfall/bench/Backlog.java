package dev.landfall.bench;

import dev.landfall.bench.reader.ReaderTask;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;

/**
 * What every candidate has to catch up with.
 *
 * @param from what the target's template has already
 * @param head the last transaction
 * @param rows what the tables hold then
 */
record Backlog(SourcePosition from, GtidSet head, long transactions, TableSums rows) {
    long changes() {
        return transactions * WriteSession.CHANGES;
    }

    ReaderTask task(BenchServers servers) {
        return new ReaderTask(servers.source(BenchServers.DATABASE), from, head, changes());
    }
}
