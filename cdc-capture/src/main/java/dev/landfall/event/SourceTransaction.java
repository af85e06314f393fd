package dev.landfall.event;

import java.time.Instant;

/**
 * A whole transaction of the source; whoever takes it closes it.
 *
 * @param events in the order of the binary log; empty when it touched no captured table
 * @param end the position after it: where a stream goes on once it has been applied
 * @param committedAt the source's clock, in whole seconds (all that the binary log keeps)
 */
public record SourceTransaction(Gtid gtid, ChangeEvents events, SourcePosition end, Instant committedAt)
        implements AutoCloseable {
    /** Whether a statement of it changes the schema of a captured table, or creates one. */
    public boolean changesSchema() {
        // Statements come before rows, of which there may be very many.
        return events.stream()
                .takeWhile(event ->
                        event instanceof ChangeEvent.SchemaChanged || event instanceof ChangeEvent.TableTruncated)
                .anyMatch(ChangeEvent.SchemaChanged.class::isInstance);
    }

    /** @see ChangeEvents#close */
    @Override
    public void close() {
        events.close();
    }
}
