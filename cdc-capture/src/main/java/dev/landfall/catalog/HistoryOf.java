package dev.landfall.catalog;

import dev.landfall.sql.Identifiers;
import dev.landfall.sql.SqlFile;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says of a table that it holds the former rows of a system-versioned one.
 *
 * @param endColumn the end of a row's period
 */
public record HistoryOf(TableName table, String endColumn) {
    String rows(List<SourceColumn> columns) {
        String list = columns.stream()
                .map(column -> Identifiers.mariaDb(column.name()))
                .collect(Collectors.joining(", "));
        return SqlFile.load("source/history_rows.sql")
                .replace("{columns}", list)
                .replace("{table}", table.quoted())
                .replace("{end}", Identifiers.mariaDb(endColumn));
    }
}
