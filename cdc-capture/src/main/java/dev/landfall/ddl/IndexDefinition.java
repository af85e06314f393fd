package dev.landfall.ddl;

import dev.landfall.catalog.SourceIndex;
import java.util.List;

/** An index as a statement spells it. @param name empty where MariaDB chooses one */
public record IndexDefinition(String name, Kind kind, List<SourceIndex.Part> parts, String comment) {
    public IndexDefinition {
        parts = List.copyOf(parts);
    }

    /** What it is for. */
    public enum Kind {
        PRIMARY,
        UNIQUE,
        PLAIN,
        FULLTEXT,
        SPATIAL
    }
}
