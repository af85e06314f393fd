package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.ddl.TableClause.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands behind ALTER TABLE name. */
final class ClauseReader {
    private final WordCursor words;
    private final OptionReader options;
    private final List<TableClause> clauses = new ArrayList<>();

    ClauseReader(WordCursor words) {
        this.words = words;
        this.options = new OptionReader(words);
    }

    List<TableClause> read() {
        if (words.accept("WAIT")) {
            words.number();
        } else {
            words.accept("NOWAIT");
        }
        while (!words.atEnd()) {
            clause();
            while (!words.atEnd() && !words.atSign(",")) {
                if (!options.read(clauses)) {
                    throw words.unexpected();
                }
            }
            words.acceptSign(",");
        }
        if (!options.engine().isEmpty() && !options.engine().equalsIgnoreCase("InnoDB")) {
            throw new NotUnderstoodException("changes the engine to " + options.engine());
        }
        return clauses;
    }

    private void clause() {
        if (words.accept("ADD")) {
            add();
        } else if (words.accept("DROP")) {
            clauses.add(drop());
        } else if (words.accept("MODIFY")) {
            words.accept("COLUMN");
            boolean ifExists = words.accept("IF", "EXISTS");
            ColumnDefinition column = new ColumnReader(words).read();
            clauses.add(new TableClause.ModifyColumn(column.name(), column, place(), ifExists));
        } else if (words.accept("CHANGE")) {
            words.accept("COLUMN");
            boolean ifExists = words.accept("IF", "EXISTS");
            String name = words.name();
            clauses.add(new TableClause.ModifyColumn(name, new ColumnReader(words).read(), place(), ifExists));
        } else if (words.accept("ALTER")) {
            clauses.add(setDefault());
        } else if (words.accept("RENAME")) {
            clauses.add(rename());
        } else if (!isHarmless() && !options.read(clauses)) {
            throw words.unexpected();
        }
    }

    /** How it is done, or a rebuild: the table holds the same as before. */
    private boolean isHarmless() {
        if (words.acceptAny("ALGORITHM", "LOCK")) {
            words.acceptSign("=");
            words.next();
            return true;
        }
        return words.accept("FORCE") || words.accept("DISABLE", "KEYS") || words.accept("ENABLE", "KEYS");
    }

    private void add() {
        Optional<TableClause> key = new KeyReader(words).read();
        if (key.isPresent()) {
            clauses.add(key.get());
            return;
        }
        words.accept("COLUMN");
        boolean ifNotExists = words.accept("IF", "NOT", "EXISTS");
        if (!words.acceptSign("(")) {
            clauses.add(new TableClause.AddColumn(new ColumnReader(words).read(), place(), ifNotExists));
            return;
        }
        do {
            clauses.add(new TableClause.AddColumn(new ColumnReader(words).read(), Place.LAST, ifNotExists));
        } while (words.acceptSign(","));
        words.expectSign(")");
    }

    private Place place() {
        if (words.accept("FIRST")) {
            return Place.FIRST;
        }
        return words.accept("AFTER") ? Place.after(words.name()) : Place.LAST;
    }

    private TableClause drop() {
        if (words.accept("PRIMARY", "KEY")) {
            return new TableClause.DropPrimaryKey();
        }
        if (words.accept("FOREIGN", "KEY")) {
            boolean ifExists = words.accept("IF", "EXISTS");
            return new TableClause.DropForeignKey(words.name(), ifExists);
        }
        if (words.acceptAny("INDEX", "KEY")) {
            boolean ifExists = words.accept("IF", "EXISTS");
            return new TableClause.DropIndex(words.name(), ifExists);
        }
        if (!words.accept("COLUMN")
                && (words.keyword().equals("CONSTRAINT")
                        || words.keyword().equals("PARTITION")
                        || words.keyword().equals("SYSTEM")
                        || words.keyword().equals("PERIOD"))) {
            throw words.unexpected();
        }
        boolean ifExists = words.accept("IF", "EXISTS");
        String column = words.name();
        words.acceptAny("RESTRICT", "CASCADE");
        return new TableClause.DropColumn(column, ifExists);
    }

    private TableClause setDefault() {
        words.accept("COLUMN");
        if (words.keyword().equals("INDEX") || words.keyword().equals("KEY")) {
            throw words.unexpected();
        }
        String column = words.name();
        if (words.accept("DROP", "DEFAULT")) {
            return new TableClause.SetDefault(column, new ColumnDefault.None());
        }
        words.expect("SET", "DEFAULT");
        return new TableClause.SetDefault(column, new ColumnReader(words).value());
    }

    private TableClause rename() {
        if (words.accept("COLUMN")) {
            boolean ifExists = words.accept("IF", "EXISTS");
            String from = words.name();
            words.expect("TO");
            return new TableClause.RenameColumn(from, words.name(), ifExists);
        }
        if (words.acceptAny("INDEX", "KEY")) {
            boolean ifExists = words.accept("IF", "EXISTS");
            String from = words.name();
            words.expect("TO");
            return new TableClause.RenameIndex(from, words.name(), ifExists);
        }
        if (!words.accept("TO") && !words.accept("AS")) {
            words.acceptSign("=");
        }
        return new TableClause.RenameTo(words.table());
    }
}
