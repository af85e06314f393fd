package dev.landfall.mapping.view;

import java.util.List;

/** A table or view of the target that a translated view can read. */
public record ViewSource(String schema, String name, List<ViewColumn> columns) {
    public ViewSource {
        columns = List.copyOf(columns);
    }
}
