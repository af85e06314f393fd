package dev.landfall.stream;

import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.event.SourcePosition;
import dev.landfall.source.SourceConfig;
import java.util.List;
import java.util.function.Predicate;

/**
 * What to follow and from where.
 *
 * @param migration the migration's name: tells concurrent streams of one process apart
 * @param tables as they were when the position was taken: the stream decodes rows by them, not by today's schema, and
 *     refuses rows that do not fit
 * @param from the last transaction that is already applied, in every domain; without any, reading starts at its file and
 *     offset
 * @param held positions that the target has rows of already, any of them behind {@code from}: their last transactions are in the
 *     log, or it is another one
 * @param scope which tables would be among them if they were there: their DDL is told, too
 */
public record StreamRequest(
        SourceConfig source,
        String migration,
        List<SourceTable> tables,
        SourcePosition from,
        List<GtidSet> held,
        Predicate<TableName> scope) {
    public StreamRequest {
        tables = List.copyOf(tables);
        held = List.copyOf(held);
    }

    /** No table that is created later is of interest. */
    public StreamRequest(SourceConfig source, String migration, List<SourceTable> tables, SourcePosition from) {
        this(source, migration, tables, from, List.of(), table -> false);
    }
}
