/**
 * Reads tables as they were at a known position, without a lock. Takes a {@link dev.landfall.source.SourceDatabase} and
 * {@link dev.landfall.snapshot.KeyRange}s, gives {@link dev.landfall.wire.RowCells}. Sessions of one snapshot may stand at
 * different positions: each says which, and whoever writes the rows keeps it with them.
 */
@NullMarked
package dev.landfall.snapshot;

import org.jspecify.annotations.NullMarked;
