package dev.landfall.ddl;

import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement makes of a catalog. */
public sealed interface Interpretation {
    /** @param changes one per table that is created, dropped or altered; empty where the statement changes none */
    record Known(SourceCatalog catalog, List<TableChange> changes) implements Interpretation {
        public Known {
            changes = List.copyOf(changes);
        }
    }

    /** @param reason why it is not known, to stand behind "it" */
    record Unknown(String reason) implements Interpretation {}

    /**
     * One table's way.
     *
     * @param before its name in the catalog before; null for a new one
     * @param after its name in the catalog after; null for one that is gone
     * @param origins for each column after, its position before, -1 for a new one
     */
    record TableChange(@Nullable TableName before, @Nullable TableName after, List<Integer> origins) {
        public TableChange {
            origins = List.copyOf(origins);
        }
    }
}
