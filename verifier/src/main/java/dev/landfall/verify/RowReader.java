package dev.landfall.verify;

import dev.landfall.verify.cells.KeyWords;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rows of a table from both servers at the same time, as fast as the pace lets it. Confined to its sessions' thread. */
final class RowReader {
    private final Frames frames;
    private final Paced paced;

    RowReader(Frames frames, Paced paced) {
        this.frames = frames;
        this.paced = paced;
    }

    /**
     * @param parts for which sums are kept
     */
    SessionPair.Both<RowSums, RowSums> read(TableCheck table, Parts parts, Slice slice) throws InterruptedException {
        return read(table, parts, Optional.empty(), slice, slice);
    }

    /**
     * @param parts for which sums are kept
     * @param keys of which to make sketches
     * @param onTarget null for nothing
     */
    SessionPair.Both<RowSums, RowSums> read(
            TableCheck table, Parts parts, Optional<KeyWords> keys, Slice onSource, @Nullable Slice onTarget)
            throws InterruptedException {
        SessionPair sessions = frames.sessions();
        // What is read as a whole may be as long as a table is.
        Flow flow = new Flow(paced, onSource.range().equals(KeyRange.ALL));
        long startedAt = System.nanoTime();
        SessionPair.Both<RowSums, RowSums> sums = sessions.both(
                () -> {
                    try {
                        return RowSums.source(sessions.source(), table, onSource, parts, keys, flow);
                    } finally {
                        flow.sourceEnded();
                    }
                },
                () -> onTarget == null
                        ? RowSums.none(parts)
                        : RowSums.target(sessions.target(), table, onTarget, parts, keys, flow));
        flow.ended();
        table.method()
                .tried(
                        Method.ROWS,
                        sums.source().total().rows(),
                        sums.source().bytes() + sums.target().bytes(),
                        System.nanoTime() - startedAt - flow.waitedNanos());
        return sums;
    }
}
