package dev.landfall.mapping.view;

import dev.landfall.mapping.view.ViewToken.Kind;
import java.util.List;

/** Where the parser stands in a view's definition. Not thread-safe. */
final class ViewTokens {
    private final List<ViewToken> tokens;
    private int at;

    /** @param tokens the last one is {@link Kind#END} */
    ViewTokens(List<ViewToken> tokens) {
        this.tokens = tokens;
    }

    ViewToken peek() {
        return peek(0);
    }

    ViewToken peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    ViewToken next() {
        ViewToken token = peek();
        at++;
        return token;
    }

    /** Takes the words if they all come next, in this order. */
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean takeSymbol(String symbol) {
        if (!peek().isSymbol(symbol)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(String word) {
        if (!take(word)) {
            throw unexpected();
        }
    }

    void expectSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected();
        }
    }

    /** A name, in backticks or not: MariaDB prints those of common table expressions bare. */
    String name() {
        if (peek().kind() != Kind.QUOTED_NAME && peek().kind() != Kind.WORD) {
            throw unexpected();
        }
        return next().text();
    }

    UntranslatableViewException unexpected() {
        StringBuilder before = new StringBuilder();
        for (int i = Math.max(0, at - 3); i < Math.min(at, tokens.size()); i++) {
            before.append(tokens.get(i).text()).append(' ');
        }
        String place = before.isEmpty() ? "" : " after \"" + before.toString().strip() + "\"";
        return new UntranslatableViewException("It holds " + peek().display() + place + ", which has no translation.");
    }
}
