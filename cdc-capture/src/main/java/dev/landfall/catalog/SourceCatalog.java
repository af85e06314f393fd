package dev.landfall.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the source database holds, sorted by name; an immutable value.
 *
 * @param defaultCollation of tables that are created without one; null where it is not known
 */
public record SourceCatalog(
        ServerInfo server,
        String database,
        List<SourceTable> tables,
        List<SourceSequence> sequences,
        List<SourceView> views,
        List<SourceProgram> programs,
        @Nullable String defaultCollation) {
    public SourceCatalog {
        tables = TableList.of(tables, SourceTable::name);
        sequences = List.copyOf(sequences);
        views = List.copyOf(views);
        programs = List.copyOf(programs);
    }

    /** Without a known default collation. */
    public SourceCatalog(
            ServerInfo server,
            String database,
            List<SourceTable> tables,
            List<SourceSequence> sequences,
            List<SourceView> views,
            List<SourceProgram> programs) {
        this(server, database, tables, sequences, views, programs, null);
    }

    /** With another collation for tables to come. */
    public SourceCatalog withDefaultCollation(@Nullable String collation) {
        return new SourceCatalog(server, database, tables, sequences, views, programs, collation);
    }

    /** With other tables. */
    public SourceCatalog withTables(List<SourceTable> others) {
        return new SourceCatalog(server, database, others, sequences, views, programs, defaultCollation);
    }

    /** With the history of some system-versioned tables as tables of their own. */
    public SourceCatalog withHistory(Predicate<SourceTable> wanted) {
        List<SourceTable> all = Stream.concat(
                        tables.stream(),
                        tables.stream().filter(wanted).map(SourceTable::history).flatMap(Optional::stream))
                .sorted(Comparator.comparing(SourceTable::name))
                .toList();
        return withTables(all);
    }

    public Optional<SourceTable> table(TableName name) {
        return TableList.of(tables, SourceTable::name).find(name);
    }
}
