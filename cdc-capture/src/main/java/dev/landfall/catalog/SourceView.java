package dev.landfall.catalog;

import java.util.List;

/**
 * A view.
 *
 * @param columns names in order
 * @param definition its SELECT in MariaDB's canonical spelling; empty when the user may not see it
 */
public record SourceView(TableName name, List<String> columns, String definition) {
    public SourceView {
        columns = List.copyOf(columns);
    }
}
