package dev.landfall.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Everything that the source database holds, sorted by name; an immutable value. */
public record SourceCatalog(
        ServerInfo server,
        String database,
        List<SourceTable> tables,
        List<SourceSequence> sequences,
        List<SourceView> views,
        List<SourceProgram> programs) {
    public SourceCatalog {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        views = List.copyOf(views);
        programs = List.copyOf(programs);
    }

    /** With the history of some system-versioned tables as tables of their own. */
    public SourceCatalog withHistory(Predicate<SourceTable> wanted) {
        List<SourceTable> all = Stream.concat(
                        tables.stream(),
                        tables.stream().filter(wanted).map(SourceTable::history).flatMap(Optional::stream))
                .sorted(Comparator.comparing(SourceTable::name))
                .toList();
        return new SourceCatalog(server, database, all, sequences, views, programs);
    }

    public Optional<SourceTable> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
