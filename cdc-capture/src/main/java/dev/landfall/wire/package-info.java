/**
 * Rows as MariaDB's binary protocol sends them: takes a query, gives {@link dev.landfall.wire.RowCells}, which are written on
 * without a value object each, or made {@link dev.landfall.event.RowImage}s where a rule needs one.
 */
@NullMarked
package dev.landfall.wire;

import org.jspecify.annotations.NullMarked;
