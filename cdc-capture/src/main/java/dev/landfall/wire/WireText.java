package dev.landfall.wire;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import java.util.Set;

/** In which form a snapshot receives a column's text. */
public final class WireText {
    /** The server sends their bytes as they are, and of latin1 every byte has a character. */
    private static final Set<String> CONVERTED_SAFELY = Set.of("utf8mb4", "utf8mb3", "utf8", "latin1");

    private WireText() {}

    /**
     * Whether a text is read as its stored bytes. The server's own conversion puts a question mark in the place of bytes that
     * have no character, without a word.
     */
    static boolean isStoredBytes(SourceColumn column) {
        String charset = column.charset();
        return isCharacters(column) && charset != null && !CONVERTED_SAFELY.contains(charset);
    }

    /** Whether the cells are UTF-8, or bytes that were meant to be. */
    public static boolean isUtf8(SourceColumn column) {
        boolean label = column.type() instanceof MariaDbType.EnumType;
        return label || isCharacters(column) && !isStoredBytes(column);
    }

    private static boolean isCharacters(SourceColumn column) {
        return column.type() instanceof MariaDbType.CharType
                || column.type() instanceof MariaDbType.VarcharType
                || column.type() instanceof MariaDbType.TextType
                || column.type() instanceof MariaDbType.JsonType;
    }
}
