package dev.landfall.catalog;

import java.util.List;
import java.util.Optional;

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

    public Optional<SourceTable> table(TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
