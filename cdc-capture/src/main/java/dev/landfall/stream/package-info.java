/**
 * Follows the binary log. Takes the tables, a {@link dev.landfall.event.SourcePosition} to start from, and gives whole
 * {@link dev.landfall.event.SourceTransaction}s in commit order. Writes nothing and keeps no state of its own: whoever
 * applies a transaction keeps its end position in the same transaction as the rows. Debezium and Kafka Connect types stop
 * in this package.
 */
@NullMarked
package dev.landfall.stream;

import org.jspecify.annotations.NullMarked;
