package dev.landfall.stream;

import dev.landfall.catalog.TableName;
import dev.landfall.sql.SqlWords.Word;
import dev.landfall.stream.BinlogStatement.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads as much of a statement as tells which tables it changes. Debezium's own grammar is not asked: it fails for types
 * that it does not know (INET6), also where the table is no concern of ours. A statement that is not understood counts as
 * {@link Kind#DATA}, which stops the stream.
 */
final class StatementParser {
    /** Statements that MariaDB logs and that leave rows and definitions of tables as they are. */
    private static final Set<String> HARMLESS = Set.of(
            "CHECK",
            "CHECKSUM",
            "FLUSH",
            "GRANT",
            "INSTALL",
            "OPTIMIZE",
            "RELEASE",
            "REPAIR",
            "REVOKE",
            "SAVEPOINT",
            "SET",
            "UNINSTALL");

    /** What CREATE, ALTER and DROP can be about; the words in front of it are options. */
    private static final Set<String> OBJECTS = Set.of(
            "DATABASE",
            "EVENT",
            "FUNCTION",
            "INDEX",
            "LOGFILE",
            "PACKAGE",
            "PROCEDURE",
            "ROLE",
            "SCHEMA",
            "SEQUENCE",
            "SERVER",
            "TABLE",
            "TABLES",
            "TABLESPACE",
            "TRIGGER",
            "USER",
            "VIEW");

    /** Parts of a table that have names as well; as these words are reserved, a table is called so only in quotes. */
    private static final Set<String> NAMED_PARTS = Set.of("COLUMN", "INDEX", "KEY");

    private final List<Word> words;
    private final String database;
    private int at;

    StatementParser(List<Word> words, String database) {
        this.words = words;
        this.database = database;
    }

    BinlogStatement parse() {
        skipSetStatement();
        if (at == words.size()) {
            return plain(Kind.HARMLESS);
        }
        String first = keyword();
        at++;
        return switch (first) {
            case "BEGIN", "START" -> plain(Kind.BEGIN);
            case "COMMIT" -> plain(Kind.COMMIT);
            case "ROLLBACK" -> rollback();
            case "XA" -> xa();
            case "TRUNCATE" -> truncate();
            case "RENAME" -> rename();
            case "CREATE" -> create();
            case "ALTER" -> alter();
            case "DROP" -> drop();
            case "ANALYZE" -> analyze();
            default -> plain(HARMLESS.contains(first) ? Kind.HARMLESS : Kind.DATA);
        };
    }

    /** Of a table it counts; of an UPDATE or a DELETE it executes it, and MariaDB logs it like one. */
    private BinlogStatement analyze() {
        if (!accept("NO_WRITE_TO_BINLOG")) {
            accept("LOCAL");
        }
        return plain(accept("TABLE") || accept("TABLES") ? Kind.HARMLESS : Kind.DATA);
    }

    /** {@code SET STATEMENT max_statement_time = 10 FOR ...} */
    private void skipSetStatement() {
        while (keyword().equals("SET") && keyword(at + 1).equals("STATEMENT")) {
            while (at < words.size() && !keyword().equals("FOR")) {
                at++;
            }
            at++;
        }
    }

    private BinlogStatement rollback() {
        accept("WORK");
        return plain(accept("TO") ? Kind.PARTIAL_ROLLBACK : Kind.ROLLBACK);
    }

    private BinlogStatement xa() {
        String action = keyword();
        at++;
        String transaction = words.subList(Math.min(at, words.size()), words.size()).stream()
                .map(Word::text)
                .collect(Collectors.joining());
        return switch (action) {
            case "END" -> new BinlogStatement(Kind.XA_END, List.of(), transaction);
            case "COMMIT" -> new BinlogStatement(Kind.XA_COMMIT, List.of(), transaction);
            case "ROLLBACK" -> new BinlogStatement(Kind.XA_ROLLBACK, List.of(), transaction);
            default -> plain(Kind.HARMLESS);
        };
    }

    private BinlogStatement truncate() {
        accept("TABLE");
        return atName() ? new BinlogStatement(Kind.TRUNCATE, List.of(name()), "") : plain(Kind.DATA);
    }

    private BinlogStatement rename() {
        if (!accept("TABLE") && !accept("TABLES")) {
            return plain(Kind.HARMLESS);
        }
        acceptIfExists();
        List<TableName> tables = new ArrayList<>();
        while (atName()) {
            tables.add(name());
            skipWait();
            if (!accept("TO") || !atName()) {
                return plain(Kind.DATA);
            }
            tables.add(name());
            accept(",");
        }
        return schema(tables);
    }

    private BinlogStatement create() {
        boolean replaces = accept("OR") && accept("REPLACE");
        boolean temporary = keyword().equals("TEMPORARY");
        return switch (object()) {
            case "TABLE" -> filled() ? plain(Kind.DATA) : temporary ? plain(Kind.HARMLESS) : createTable();
            case "INDEX" -> indexOn();
            case "DATABASE", "SCHEMA" -> replaces ? dropDatabase() : plain(Kind.HARMLESS);
            case "" -> plain(Kind.DATA);
            default -> plain(Kind.HARMLESS);
        };
    }

    /** By a query, which may call what writes to any table; where rows are logged MariaDB logs the table and its rows instead. */
    private boolean filled() {
        for (int word = at; word < words.size(); word++) {
            if (keyword(word).equals("SELECT")) {
                return true;
            }
        }
        return false;
    }

    /** With IF NOT EXISTS it does nothing to a captured table, which exists. */
    private BinlogStatement createTable() {
        if (keyword().equals("IF")) {
            acceptIfExists();
            return atName() ? new BinlogStatement(Kind.CREATE_IF_ABSENT, List.of(name()), "") : plain(Kind.DATA);
        }
        return atName() ? schema(List.of(name())) : plain(Kind.DATA);
    }

    private BinlogStatement alter() {
        return switch (object()) {
            case "TABLE" -> alterTable();
            case "DATABASE", "SCHEMA" -> new BinlogStatement(Kind.ALTER_DATABASE, List.of(), alteredDatabase());
            case "" -> plain(Kind.DATA);
            default -> plain(Kind.HARMLESS);
        };
    }

    private String alteredDatabase() {
        boolean unnamed =
                Set.of("DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT").contains(keyword());
        return unnamed || !atName() ? database : words.get(at).text();
    }

    /** Further tables: RENAME TO name, EXCHANGE PARTITION ... WITH TABLE name, CONVERT TABLE name TO PARTITION. */
    private BinlogStatement alterTable() {
        acceptIfExists();
        if (!atName()) {
            return plain(Kind.DATA);
        }
        List<TableName> tables = new ArrayList<>(List.of(name()));
        while (at < words.size()) {
            boolean renames = keyword().equals("RENAME") && !NAMED_PARTS.contains(keyword(at + 1));
            boolean swaps = keyword(at + 1).equals("TABLE")
                    && (keyword().equals("WITH")
                            || keyword().equals("CONVERT")
                            || keyword().equals("TO"));
            at += swaps ? 2 : 1;
            if (renames && !accept("TO") && !accept("AS")) {
                accept("=");
            }
            if ((renames || swaps) && atName()) {
                tables.add(name());
            }
        }
        return schema(tables);
    }

    private BinlogStatement drop() {
        boolean temporary = keyword().equals("TEMPORARY");
        return switch (object()) {
            case "TABLE", "TABLES" -> temporary ? plain(Kind.HARMLESS) : dropTables();
            case "INDEX" -> indexOn();
            case "DATABASE", "SCHEMA" -> dropDatabase();
            case "" -> plain(Kind.DATA);
            default -> plain(Kind.HARMLESS);
        };
    }

    private BinlogStatement dropTables() {
        acceptIfExists();
        List<TableName> tables = new ArrayList<>();
        while (atName()) {
            tables.add(name());
            if (!accept(",")) {
                break;
            }
        }
        return tables.isEmpty() ? plain(Kind.DATA) : schema(tables);
    }

    private BinlogStatement dropDatabase() {
        acceptIfExists();
        return atName()
                ? new BinlogStatement(
                        Kind.DROP_DATABASE, List.of(), words.get(at).text())
                : plain(Kind.DATA);
    }

    /** {@code INDEX [IF EXISTS] name ON table}; the index may be called like anything. */
    private BinlogStatement indexOn() {
        acceptIfExists();
        at++;
        while (at < words.size() && !accept("ON")) {
            at++;
        }
        return atName() ? schema(List.of(name())) : plain(Kind.DATA);
    }

    /** Skips options up to what the statement is about; empty when there is nothing of the kind. */
    private String object() {
        while (at < words.size()) {
            String word = keyword();
            at++;
            if (OBJECTS.contains(word)) {
                return word;
            }
        }
        return "";
    }

    private void acceptIfExists() {
        if (accept("IF")) {
            accept("NOT");
            accept("EXISTS");
        }
    }

    private void skipWait() {
        if (accept("WAIT")) {
            at++;
        } else {
            accept("NOWAIT");
        }
    }

    private boolean accept(String expected) {
        boolean here = at < words.size()
                && (keyword().equals(expected)
                        || words.get(at).kind() == Word.Kind.SIGN
                                && words.get(at).text().equals(expected));
        at += here ? 1 : 0;
        return here;
    }

    private boolean atName() {
        return at < words.size()
                && (words.get(at).isName() || words.get(at).text().equals(".") && at + 1 < words.size());
    }

    private TableName name() {
        if (accept(".")) {
            return new TableName(database, words.get(at++).text());
        }
        String first = words.get(at++).text();
        if (at + 1 < words.size()
                && words.get(at).text().equals(".")
                && words.get(at + 1).isName()) {
            String second = words.get(at + 1).text();
            at += 2;
            return new TableName(first, second);
        }
        return new TableName(database, first);
    }

    private String keyword() {
        return keyword(at);
    }

    private String keyword(int index) {
        return index < words.size() ? words.get(index).keyword() : "";
    }

    private static BinlogStatement plain(Kind kind) {
        return new BinlogStatement(kind, List.of(), "");
    }

    private static BinlogStatement schema(List<TableName> tables) {
        return new BinlogStatement(Kind.SCHEMA, tables, "");
    }
}
