package dev.landfall.mapping.view;

import java.util.Optional;

/** The tables and views that a view may read, as they are on the target. */
@FunctionalInterface
public interface ViewNames {
    /**
     * @param sourceName a table or view of the source database, as the view's definition spells it
     * @return empty when it is not on the target: a view that reads it is not translated
     */
    Optional<ViewSource> find(String sourceName);
}
