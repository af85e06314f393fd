package dev.landfall.plan;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.profile.TraitConditions;

/** How many bytes a row's entry in an index of PostgreSQL may have. */
final class IndexEntry {
    /** A B-tree entry ends at a third of a page, 2704 bytes; some are for the other columns' headers. */
    static final int LONGEST = 2_600;

    private IndexEntry() {}

    /** Whether the columns themselves can be indexed, however long what they hold. */
    static boolean fits(SourceTable table, SourceIndex index) {
        return index.parts().stream()
                        .mapToLong(part -> table.column(part.column())
                                .map(column -> longestBytes(column, part))
                                .orElse(0L))
                        .sum()
                <= LONGEST;
    }

    static long longestBytes(SourceColumn column, SourceIndex.Part part) {
        MariaDbType type = column.type();
        int perCharacter = TraitConditions.isText(type) ? 4 : 1;
        if (part.prefixLength() != null) {
            return (long) part.prefixLength() * perCharacter;
        }
        if (type instanceof MariaDbType.CharType text) {
            return text.length() * 4L;
        }
        if (type instanceof MariaDbType.VarcharType text) {
            return text.length() * 4L;
        }
        if (type instanceof MariaDbType.TextType text) {
            return text.maxBytes();
        }
        if (type instanceof MariaDbType.VarbinaryType binary) {
            return binary.length();
        }
        if (type instanceof MariaDbType.BlobType blob) {
            return blob.maxBytes();
        }
        return type instanceof MariaDbType.BinaryType binary ? binary.length() : 16;
    }
}
