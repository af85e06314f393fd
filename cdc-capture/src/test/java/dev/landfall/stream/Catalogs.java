package dev.landfall.stream;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables and columns without a server. */
final class Catalogs {
    private Catalogs() {}

    static SourceColumn column(String name, MariaDbType type, @Nullable String charset) {
        return new SourceColumn(
                name,
                type,
                type.toString(),
                true,
                new ColumnDefault.None(),
                false,
                null,
                charset,
                null,
                false,
                false,
                "");
    }

    static SourceTable table(String name, List<SourceColumn> columns, SourceIndex... indexes) {
        return new SourceTable(
                new TableName("shop", name),
                "InnoDB",
                columns,
                List.of(),
                List.of(indexes),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                0,
                0,
                "");
    }
}
