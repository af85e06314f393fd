package dev.landfall.stream;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlWords.Word;
import dev.landfall.stream.BinlogStatement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads INSERT, REPLACE, UPDATE and DELETE as far as it takes to be sure which one table they write and which they read:
 * {@link Kind#ROWS}, with the written one first. Whatever leaves a doubt is {@link Kind#DATA}: more than one table written,
 * joins, and every function that may be a stored one, which does what it likes.
 */
final class RowStatementParser {
    private static final Set<String> OPTIONS = Set.of("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "QUICK", "IGNORE");

    /** What may follow the only table of a DELETE, or of a FROM. */
    private static final Set<String> BEHIND_A_TABLE =
            Set.of("GROUP", "HAVING", "LIMIT", "ON", "ORDER", "RETURNING", "WHERE");

    /** They name indexes, in parentheses. */
    private static final Set<String> HINTS = Set.of("FORCE", "IGNORE", "USE");

    /** Other tables, sequences, or results of what is not looked into. */
    private static final Set<String> DOUBTFUL =
            Set.of("JOIN", "NEXT", "PREVIOUS", "PROCEDURE", "STRAIGHT_JOIN", "TABLE", "WITH");

    /** Words with a parenthesis behind them that call nothing. */
    private static final Set<String> NO_CALLS = Set.of(
            "ALL",
            "AND",
            "AS",
            "BETWEEN",
            "BINARY",
            "BY",
            "CASE",
            "CHAR",
            "DECIMAL",
            "DISTINCT",
            "DIV",
            "ELSE",
            "EXISTS",
            "FROM",
            "HAVING",
            "IN",
            "INDEX",
            "INTERVAL",
            "INTO",
            "IS",
            "KEY",
            "LIKE",
            "LIMIT",
            "MOD",
            "NOT",
            "ON",
            "OR",
            "PRIMARY",
            "REGEXP",
            "RETURNING",
            "SELECT",
            "SET",
            "THEN",
            "TIME",
            "UNION",
            "USING",
            "VALUE",
            "VALUES",
            "WHEN",
            "WHERE",
            "XOR");

    /** Functions of the server's own that change nothing: those that are in use for checksums and the like. */
    private static final Set<String> PURE = Set.of(
            "ABS",
            "AVG",
            "BIT_AND",
            "BIT_OR",
            "BIT_XOR",
            "CAST",
            "CEILING",
            "CHAR_LENGTH",
            "COALESCE",
            "CONCAT",
            "CONCAT_WS",
            "CONV",
            "CONVERT",
            "COUNT",
            "CRC32",
            "CURDATE",
            "CURRENT_TIMESTAMP",
            "DATE",
            "DATE_ADD",
            "DATE_FORMAT",
            "DATE_SUB",
            "FLOOR",
            "FROM_UNIXTIME",
            "GREATEST",
            "GROUP_CONCAT",
            "HEX",
            "IF",
            "IFNULL",
            "ISNULL",
            "JSON_EXTRACT",
            "JSON_OBJECT",
            "JSON_VALUE",
            "LAST_INSERT_ID",
            "LEAST",
            "LEFT",
            "LENGTH",
            "LOWER",
            "LPAD",
            "MAX",
            "MD5",
            "MIN",
            "NOW",
            "NULLIF",
            "RAND",
            "REPEAT",
            "REPLACE",
            "RIGHT",
            "ROUND",
            "RPAD",
            "SHA",
            "SHA1",
            "SHA2",
            "STR_TO_DATE",
            "SUBSTR",
            "SUBSTRING",
            "SUBSTRING_INDEX",
            "SUM",
            "SYSDATE",
            "TRIM",
            "UNHEX",
            "UNIX_TIMESTAMP",
            "UPPER",
            "UTC_TIMESTAMP",
            "UUID");

    private final List<Word> words;
    private final String database;
    private int at;

    /** @param at behind the first word */
    RowStatementParser(List<Word> words, String database, int at) {
        this.words = words;
        this.database = database;
        this.at = at;
    }

    /** @param first the word that says what is done */
    BinlogStatement parse(String first) {
        while (OPTIONS.contains(keyword(at))) {
            at++;
        }
        boolean named = switch (first) {
            case "INSERT", "REPLACE" -> keyword(at).equals("INTO") ? isName(++at) : isName(at);
            case "UPDATE" -> isName(at);
            default -> keyword(at).equals("FROM") && isName(++at);
        };
        if (!named) {
            return doubtful();
        }
        List<TableName> tables = new ArrayList<>();
        tables.add(name());
        boolean single = switch (first) {
            case "INSERT", "REPLACE" -> skipColumns();
            case "UPDATE" -> keyword(at).equals("SET");
            default -> endsTable();
        };
        return single && readsOn(tables) ? new BinlogStatement(Kind.ROWS, tables, "") : doubtful();
    }

    /** Nothing but names of columns: a query may be in parentheses as well. */
    private boolean skipColumns() {
        if (!sign(at, "(")) {
            return true;
        }
        do {
            at++;
            if (!isName(at)) {
                return false;
            }
            name();
        } while (sign(at, ","));
        return sign(at++, ")");
    }

    private boolean readsOn(List<TableName> tables) {
        while (at < words.size()) {
            if (DOUBTFUL.contains(keyword(at)) || sign(at, "(") && mayCall(at - 1)) {
                return false;
            }
            boolean from = keyword(at).equals("FROM");
            at++;
            if (from) {
                if (!isName(at)) {
                    return false;
                }
                tables.add(name());
                if (!endsTable()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A word that is quoted, or follows a dot, is no function of the server's own. */
    private boolean mayCall(int index) {
        Word word = words.get(index);
        if (word.kind() == Word.Kind.SIGN || word.kind() == Word.Kind.LITERAL) {
            return false;
        }
        boolean known = NO_CALLS.contains(word.keyword()) || PURE.contains(word.keyword());
        return !known || sign(index - 1, ".");
    }

    private boolean endsTable() {
        while (HINTS.contains(keyword(at))) {
            while (at < words.size() && !sign(at, ")")) {
                at++;
            }
            at++;
        }
        return at >= words.size() || sign(at, ")") || BEHIND_A_TABLE.contains(keyword(at));
    }

    private TableName name() {
        String first = words.get(at++).text();
        if (sign(at, ".") && isName(at + 1)) {
            String second = words.get(at + 1).text();
            at += 2;
            return new TableName(first, second);
        }
        return new TableName(database, first);
    }

    private boolean isName(int index) {
        return index < words.size() && words.get(index).isName();
    }

    private boolean sign(int index, String sign) {
        return index >= 0 && index < words.size() && words.get(index).isSign(sign);
    }

    private String keyword(int index) {
        return index < words.size() ? words.get(index).keyword() : "";
    }

    private static BinlogStatement doubtful() {
        return new BinlogStatement(Kind.DATA, List.of(), "");
    }
}
