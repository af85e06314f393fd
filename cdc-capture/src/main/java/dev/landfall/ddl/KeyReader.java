package dev.landfall.ddl;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.IndexDefinition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads definitions of keys, as ALTER TABLE ... ADD and CREATE TABLE have them. */
final class KeyReader {
    private final WordCursor words;

    KeyReader(WordCursor words) {
        this.words = words;
    }

    /** Empty where something else stands. */
    Optional<TableClause> read() {
        boolean constraint = words.accept("CONSTRAINT");
        String symbol = constraint && !startsKey() ? words.name() : "";
        if (words.accept("PRIMARY", "KEY")) {
            return Optional.of(index(Kind.PRIMARY, "", false));
        }
        if (words.accept("UNIQUE")) {
            words.acceptAny("INDEX", "KEY");
            return Optional.of(index(Kind.UNIQUE, symbol, true));
        }
        if (words.accept("FOREIGN", "KEY")) {
            return Optional.of(foreignKey(symbol));
        }
        if (constraint) {
            throw words.unexpected();
        }
        if (words.accept("FULLTEXT")) {
            words.acceptAny("INDEX", "KEY");
            return Optional.of(index(Kind.FULLTEXT, "", true));
        }
        if (words.accept("SPATIAL")) {
            words.acceptAny("INDEX", "KEY");
            return Optional.of(index(Kind.SPATIAL, "", true));
        }
        if (words.acceptAny("INDEX", "KEY")) {
            return Optional.of(index(Kind.PLAIN, "", true));
        }
        return Optional.empty();
    }

    private boolean startsKey() {
        return words.keyword().equals("PRIMARY")
                || words.keyword().equals("UNIQUE")
                || words.keyword().equals("FOREIGN")
                || words.keyword().equals("CHECK");
    }

    private TableClause index(Kind kind, String symbol, boolean named) {
        boolean ifNotExists = words.accept("IF", "NOT", "EXISTS");
        String name = named && words.atName() && !words.keyword().equals("USING") ? words.name() : symbol;
        using();
        return new TableClause.AddIndex(body(name, kind), ifNotExists);
    }

    /** From the parts on. */
    IndexDefinition body(String name, Kind kind) {
        List<SourceIndex.Part> parts = parts();
        String comment = "";
        while (true) {
            if (words.accept("COMMENT")) {
                comment = words.literal();
            } else if (words.accept("KEY_BLOCK_SIZE")) {
                words.acceptSign("=");
                words.number();
            } else if (!using() && !words.accept("NOT", "IGNORED")) {
                return new IndexDefinition(name, kind, parts, comment);
            }
        }
    }

    /** HASH on InnoDB is a B-tree all the same; what it is on other engines is not asked for. */
    boolean using() {
        if (!words.acceptAny("USING", "TYPE")) {
            return false;
        }
        words.expect("BTREE");
        return true;
    }

    private List<SourceIndex.Part> parts() {
        words.expectSign("(");
        List<SourceIndex.Part> parts = new ArrayList<>();
        do {
            String column = words.name();
            Integer prefix = null;
            if (words.acceptSign("(")) {
                prefix = words.number();
                words.expectSign(")");
            }
            boolean descending = words.accept("DESC");
            words.accept("ASC");
            parts.add(new SourceIndex.Part(column, prefix, descending));
        } while (words.acceptSign(","));
        words.expectSign(")");
        return parts;
    }

    private TableClause foreignKey(String symbol) {
        if (words.accept("IF", "NOT", "EXISTS")) {
            throw new NotUnderstoodException("adds a foreign key IF NOT EXISTS");
        }
        String name = words.atName() ? words.name() : "";
        List<String> columns = words.names();
        words.expect("REFERENCES");
        TableName parent = words.table();
        List<String> parentColumns = words.names();
        ForeignKey.Action onDelete = ForeignKey.Action.RESTRICT;
        ForeignKey.Action onUpdate = ForeignKey.Action.RESTRICT;
        while (words.accept("ON")) {
            if (words.accept("DELETE")) {
                onDelete = action();
            } else {
                words.expect("UPDATE");
                onUpdate = action();
            }
        }
        return new TableClause.AddForeignKey(
                symbol.isEmpty() ? name : symbol, columns, parent, parentColumns, onDelete, onUpdate);
    }

    private ForeignKey.Action action() {
        if (words.accept("CASCADE")) {
            return ForeignKey.Action.CASCADE;
        }
        if (words.accept("SET", "NULL")) {
            return ForeignKey.Action.SET_NULL;
        }
        if (words.accept("NO", "ACTION")) {
            return ForeignKey.Action.NO_ACTION;
        }
        words.expect("RESTRICT");
        return ForeignKey.Action.RESTRICT;
    }
}
