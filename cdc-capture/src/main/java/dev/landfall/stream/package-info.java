/**
 * Follows the binary log. Takes the tables, a {@link dev.landfall.event.SourcePosition} to start from, and gives whole
 * {@link dev.landfall.event.SourceTransaction}s in commit order. Writes nothing and keeps no state of its own: whoever
 * applies a transaction keeps its end position in the same transaction as the rows. Debezium, Kafka Connect and binary log
 * client types stop in this package.
 *
 * <p>The way of a row: {@link dev.landfall.stream.BinlogEvents} reads it from the log as a {@link
 * dev.landfall.stream.RawRow}, whose large cells go into the file of {@link dev.landfall.stream.LargeCells}, the {@link
 * dev.landfall.stream.BinlogGate} gathers those of a transaction in a {@link
 * dev.landfall.stream.RowPortion}, which Debezium carries through its engine together with its {@link
 * dev.landfall.stream.EventGroup}; the {@link dev.landfall.stream.TransactionAssembler} decodes it by the catalog and hands
 * the whole transaction to the {@link dev.landfall.stream.TransactionQueue}. After a loss of the connection Debezium starts
 * again, behind the last transaction that came whole to the queue.
 */
@NullMarked
package dev.landfall.stream;

import org.jspecify.annotations.NullMarked;
