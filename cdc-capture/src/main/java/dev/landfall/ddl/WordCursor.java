package dev.landfall.ddl;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlWords;
import dev.landfall.sql.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;

/** Goes through the words of a statement. Whatever is not there as asked for is not understood. */
final class WordCursor {
    private final List<Word> words;
    private final String database;
    private int at;

    /** @param database the session's default database */
    WordCursor(String sql, String database) {
        this.words = SqlWords.of(sql);
        this.database = database;
    }

    /** The session's default database. */
    String database() {
        return database;
    }

    boolean atEnd() {
        return at >= words.size() || at == words.size() - 1 && words.get(at).isSign(";");
    }

    /** Upper case; empty where no keyword can be. */
    String keyword() {
        return keyword(0);
    }

    String keyword(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead).keyword() : "";
    }

    boolean atSign(String sign) {
        return at < words.size() && words.get(at).isSign(sign);
    }

    /** Takes all of the keywords, or none. */
    boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!keyword(i).equals(keywords[i])) {
                return false;
            }
        }
        at += keywords.length;
        return true;
    }

    boolean acceptAny(String... keywords) {
        for (String keyword : keywords) {
            if (accept(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean acceptSign(String sign) {
        boolean here = atSign(sign);
        at += here ? 1 : 0;
        return here;
    }

    void expect(String... keywords) {
        if (!accept(keywords)) {
            throw unexpected();
        }
    }

    void expectSign(String sign) {
        if (!acceptSign(sign)) {
            throw unexpected();
        }
    }

    Word next() {
        if (at >= words.size()) {
            throw new NotUnderstoodException("ends too early");
        }
        return words.get(at++);
    }

    boolean atLiteral() {
        return at < words.size()
                && (words.get(at).kind() == Word.Kind.LITERAL || words.get(at).kind() == Word.Kind.DOUBLE_QUOTED);
    }

    /** Without quotes. */
    String literal() {
        if (!atLiteral()) {
            throw unexpected();
        }
        Word word = next();
        if (word.escaped()) {
            throw new NotUnderstoodException("has a literal with a backslash, whose meaning depends on sql_mode");
        }
        return word.text();
    }

    int number() {
        String text = next().text();
        if (!text.matches("\\d{1,9}")) {
            at--;
            throw unexpected();
        }
        return Integer.parseInt(text);
    }

    /** {@code 0e0} or {@code 0.0e0}: a floating point number. */
    boolean acceptZeroWithExponent() {
        int last = at + 1 < words.size() && words.get(at + 1).isSign(".") ? at + 2 : at;
        boolean here = last < words.size()
                && words.get(last).keyword().matches("0+E\\d+")
                && (last == at || words.get(at).text().matches("0+"));
        at = here ? last + 1 : at;
        return here;
    }

    /** Of a column, a key and so on. */
    String name() {
        if (at >= words.size() || !words.get(at).isName()) {
            throw unexpected();
        }
        return next().text();
    }

    boolean atName() {
        return at < words.size() && words.get(at).isName();
    }

    TableName table() {
        if (acceptSign(".")) {
            return new TableName(database, name());
        }
        String first = name();
        return acceptSign(".") ? new TableName(first, name()) : new TableName(database, first);
    }

    /** In parentheses, with commas between. */
    List<String> names() {
        expectSign("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (acceptSign(","));
        expectSign(")");
        return names;
    }

    NotUnderstoodException unexpected() {
        return new NotUnderstoodException(
                at < words.size()
                        ? "has \"" + words.get(at).text() + "\" in a place that is not known"
                        : "ends too early");
    }
}
