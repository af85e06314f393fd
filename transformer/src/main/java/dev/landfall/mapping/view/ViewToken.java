package dev.landfall.mapping.view;

/** @param text decoded: a name without its backticks, a string literal without quotes and escapes, hex digits alone */
record ViewToken(Kind kind, String text) {
    enum Kind {
        QUOTED_NAME,
        WORD,
        NUMBER,
        TEXT,
        HEX,
        SYMBOL,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    String display() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
