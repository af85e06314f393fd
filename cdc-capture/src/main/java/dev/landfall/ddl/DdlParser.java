package dev.landfall.ddl;

import dev.landfall.catalog.TableName;
import dev.landfall.ddl.SchemaStatement.Renaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads DDL on tables, as far as its meaning is certain. Never fails: the rest is not understood. */
public final class DdlParser {
    private static final Pattern VERSION = Pattern.compile("/\\*M?!(\\d{5,6})");
    /** The oldest server that is migrated from: it executes comments up to its own version. */
    private static final int OLDEST_SERVER = 100_600;

    private final WordCursor words;

    private DdlParser(WordCursor words) {
        this.words = words;
    }

    /** @param database the session's default database */
    public static SchemaStatement parse(String sql, String database) {
        Matcher version = VERSION.matcher(sql);
        while (version.find()) {
            if (Integer.parseInt(version.group(1)) > OLDEST_SERVER) {
                return new SchemaStatement.NotUnderstood("has a comment that only some servers execute");
            }
        }
        if (sql.indexOf('\uFFFD') >= 0) {
            return new SchemaStatement.NotUnderstood("has characters that cannot be read");
        }
        try {
            DdlParser parser = new DdlParser(new WordCursor(sql, database));
            SchemaStatement statement = parser.statement();
            if (!parser.words.atEnd()) {
                throw parser.words.unexpected();
            }
            return statement;
        } catch (NotUnderstoodException e) {
            return new SchemaStatement.NotUnderstood(e.reason());
        }
    }

    private SchemaStatement statement() {
        if (words.keyword().equals("SET") && words.keyword(1).equals("STATEMENT")) {
            throw new NotUnderstoodException("sets variables of its own");
        }
        if (words.accept("ALTER")) {
            return words.acceptAny("DATABASE", "SCHEMA") ? alterDatabase() : alter();
        }
        if (words.accept("CREATE")) {
            return create();
        }
        if (words.accept("DROP")) {
            return drop();
        }
        words.expect("RENAME");
        return rename();
    }

    private SchemaStatement alterDatabase() {
        boolean unnamed = switch (words.keyword()) {
            case "DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "COMMENT" -> true;
            default -> false;
        };
        String database = unnamed ? words.database() : words.name();
        List<TableClause> options = new ArrayList<>();
        OptionReader reader = new OptionReader(words);
        while (!words.atEnd() && reader.read(options)) {
            // one after the other
        }
        boolean changesDefault = false;
        String collation = null;
        for (TableClause option : options) {
            if (option instanceof TableClause.DefaultCollation change) {
                changesDefault = true;
                collation = change.collation();
            }
        }
        return new SchemaStatement.AlterDatabase(database, changesDefault, collation);
    }

    /** IGNORE would drop rows without a word. */
    private SchemaStatement alter() {
        words.accept("ONLINE");
        words.expect("TABLE");
        boolean ifExists = words.accept("IF", "EXISTS");
        TableName table = words.table();
        return new SchemaStatement.AlterTable(table, ifExists, new ClauseReader(words).read());
    }

    private SchemaStatement create() {
        boolean orReplace = words.accept("OR", "REPLACE");
        if (words.accept("TABLE")) {
            boolean ifNotExists = words.accept("IF", "NOT", "EXISTS");
            return createTable(words.table(), orReplace, ifNotExists);
        }
        if (orReplace) {
            throw new NotUnderstoodException("replaces an index");
        }
        IndexDefinition.Kind kind = IndexDefinition.Kind.PLAIN;
        if (words.accept("UNIQUE")) {
            kind = IndexDefinition.Kind.UNIQUE;
        } else if (words.accept("FULLTEXT")) {
            kind = IndexDefinition.Kind.FULLTEXT;
        } else if (words.accept("SPATIAL")) {
            kind = IndexDefinition.Kind.SPATIAL;
        }
        words.expect("INDEX");
        boolean ifNotExists = words.accept("IF", "NOT", "EXISTS");
        String name = words.name();
        KeyReader keys = new KeyReader(words);
        keys.using();
        words.expect("ON");
        TableName table = words.table();
        IndexDefinition index = keys.body(name, kind);
        online();
        return new SchemaStatement.AlterTable(table, false, List.of(new TableClause.AddIndex(index, ifNotExists)));
    }

    private void online() {
        while (words.acceptAny("ALGORITHM", "LOCK")) {
            words.acceptSign("=");
            words.next();
        }
    }

    private SchemaStatement createTable(TableName table, boolean orReplace, boolean ifNotExists) {
        List<TableClause> clauses = new ArrayList<>();
        boolean bare = words.accept("LIKE");
        if (!bare && !words.acceptSign("(")) {
            throw new NotUnderstoodException("creates a table of a query");
        }
        if (bare || words.accept("LIKE")) {
            TableName like = words.table();
            if (!bare) {
                words.expectSign(")");
            }
            return new SchemaStatement.CreateLike(table, orReplace, ifNotExists, like);
        }
        do {
            Optional<TableClause> key = new KeyReader(words).read();
            clauses.add(key.orElseGet(
                    () -> new TableClause.AddColumn(new ColumnReader(words).read(), TableClause.Place.LAST, false)));
        } while (words.acceptSign(","));
        words.expectSign(")");
        OptionReader options = new OptionReader(words);
        while (!words.atEnd()) {
            if (!options.read(clauses)) {
                throw words.unexpected();
            }
            words.acceptSign(",");
        }
        return new SchemaStatement.CreateTable(table, orReplace, ifNotExists, clauses, options.engine());
    }

    private SchemaStatement drop() {
        if (words.accept("INDEX")) {
            boolean ifExists = words.accept("IF", "EXISTS");
            String name = words.name();
            words.expect("ON");
            TableName table = words.table();
            online();
            return new SchemaStatement.AlterTable(table, false, List.of(new TableClause.DropIndex(name, ifExists)));
        }
        if (!words.acceptAny("TABLE", "TABLES")) {
            throw words.unexpected();
        }
        boolean ifExists = words.accept("IF", "EXISTS");
        List<TableName> tables = new ArrayList<>();
        do {
            tables.add(words.table());
        } while (words.acceptSign(","));
        words.acceptAny("RESTRICT", "CASCADE");
        return new SchemaStatement.DropTables(tables, ifExists);
    }

    private SchemaStatement rename() {
        if (!words.acceptAny("TABLE", "TABLES")) {
            throw words.unexpected();
        }
        if (words.accept("IF", "EXISTS")) {
            throw new NotUnderstoodException("renames tables that may be missing");
        }
        List<Renaming> renamings = new ArrayList<>();
        do {
            TableName from = words.table();
            if (words.accept("WAIT")) {
                words.number();
            } else {
                words.accept("NOWAIT");
            }
            words.expect("TO");
            renamings.add(new Renaming(from, words.table()));
        } while (words.acceptSign(","));
        return new SchemaStatement.RenameTables(renamings);
    }
}
