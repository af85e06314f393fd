package dev.landfall.mapping.view;

import java.util.List;

/** What became of a view's definition. */
public sealed interface ViewTranslation {
    /**
     * A select that means the same on PostgreSQL, but for the caveats.
     *
     * @param sql the select alone, as it follows {@code CREATE VIEW ... AS}
     * @param columns what the view gives, for the translation of views that read it
     * @param readsFrom tables and views of the source database, as MariaDB spells them, in the order of first mention
     * @param caveats one sentence for each known difference in what it gives; empty when there is none
     */
    record Translated(String sql, List<ViewColumn> columns, List<String> readsFrom, List<String> caveats)
            implements ViewTranslation {
        public Translated {
            columns = List.copyOf(columns);
            readsFrom = List.copyOf(readsFrom);
            caveats = List.copyOf(caveats);
        }
    }

    /** @param reason names the construct, in one sentence */
    record Untranslated(String reason) implements ViewTranslation {}
}
