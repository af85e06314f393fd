package dev.landfall.mapping.view;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Views of MariaDB as views of PostgreSQL: the same rows, or else a caveat or a refusal. A parser and a writer of their
 * own, with MariaDB's rules of types: jOOQ's parser (3.19) misreads parts of what MariaDB prints without a word
 * ({@code 0x03} as a column named x03, {@code ^} as a power, {@code straight_join} as a column) and knows no types of
 * columns, on which the meaning of most operators depends.
 */
public final class ViewTranslator {
    private ViewTranslator() {}

    /**
     * @param selectSql {@code information_schema.VIEWS.VIEW_DEFINITION}, or the select of {@code SHOW CREATE VIEW}, which
     *     alone keeps character set introducers and characters of four bytes; of a session without
     *     {@code NO_BACKSLASH_ESCAPES}
     * @param sourceDatabase the view's own; it may read no other
     * @param names what it may read
     */
    public static ViewTranslation translate(String selectSql, String sourceDatabase, ViewNames names) {
        Set<String> readsFrom = new LinkedHashSet<>();
        Set<ViewCaveat> caveats = EnumSet.noneOf(ViewCaveat.class);
        try {
            ViewQuery query = ViewQueryParser.parse(selectSql);
            ViewQueryWriter.Written written =
                    new ViewQueryWriter(sourceDatabase, names, readsFrom, caveats).query(query, null);
            return new ViewTranslation.Translated(
                    written.sql(),
                    written.columns(),
                    readsFrom.stream().toList(),
                    caveats.stream().map(ViewCaveat::sentence).toList());
        } catch (UntranslatableViewException e) {
            return new ViewTranslation.Untranslated(e.reason());
        }
    }
}
