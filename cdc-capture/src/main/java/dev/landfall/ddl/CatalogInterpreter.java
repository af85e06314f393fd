package dev.landfall.ddl;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceSequence;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.SourceView;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.Interpretation.TableChange;
import dev.landfall.ddl.SchemaStatement.Renaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Derives the catalog after a statement from the one before it. Tables that the catalog does not have are no concern of it. */
public final class CatalogInterpreter {
    private final SourceCatalog before;

    private CatalogInterpreter(SourceCatalog before) {
        this.before = before;
    }

    public static Interpretation interpret(SourceCatalog before, SchemaStatement statement) {
        try {
            return new CatalogInterpreter(before).interpret(statement);
        } catch (NotUnderstoodException e) {
            return new Interpretation.Unknown(e.reason());
        }
    }

    private Interpretation interpret(SchemaStatement statement) {
        if (statement instanceof SchemaStatement.AlterTable alter) {
            return before.table(alter.table()).isPresent() ? alter(alter) : rename(renamings(alter));
        }
        if (statement instanceof SchemaStatement.CreateTable create) {
            return create(create);
        }
        if (statement instanceof SchemaStatement.CreateLike create) {
            return createLike(create);
        }
        if (statement instanceof SchemaStatement.DropTables drop) {
            return drop(drop);
        }
        if (statement instanceof SchemaStatement.RenameTables rename) {
            return rename(rename.renamings());
        }
        if (statement instanceof SchemaStatement.AlterDatabase alter) {
            boolean concerns = alter.changesDefault() && alter.database().equals(before.database());
            return concerns
                    ? new Interpretation.Known(before.withDefaultCollation(alter.collation()), List.of())
                    : unchanged();
        }
        return new Interpretation.Unknown(((SchemaStatement.NotUnderstood) statement).reason());
    }

    private Interpretation unchanged() {
        return new Interpretation.Known(before, List.of());
    }

    private Interpretation alter(SchemaStatement.AlterTable alter) {
        SourceTable table = known(alter.table());
        requireKeysNotReplaced(alter.clauses());
        TableInterpreter interpreter = new TableInterpreter(table, before.server());
        // The last default counts for columns in front of it, too; a foreign key makes no index where the same
        // statement does.
        alter.clauses().stream()
                .filter(TableClause.DefaultCollation.class::isInstance)
                .forEach(interpreter::apply);
        alter.clauses().stream()
                .filter(clause -> !isForeignKey(clause) && !(clause instanceof TableClause.DefaultCollation))
                .forEach(interpreter::apply);
        alter.clauses().stream().filter(CatalogInterpreter::isForeignKey).forEach(interpreter::apply);
        SourceTable after = interpreter.table();
        if (!after.name().equals(table.name()) && before.table(after.name()).isPresent()) {
            throw new NotUnderstoodException("gives the table a name that is taken");
        }
        requireOwn(after.name());
        if (!after.name().equals(table.name())) {
            requireFreeOnTarget(after.name());
        }
        List<SourceTable> tables = replaced(table.name(), after);
        for (TableClause clause : alter.clauses()) {
            tables = followed(tables, table.name(), clause);
        }
        return new Interpretation.Known(
                before.withTables(sorted(tables)),
                List.of(new TableChange(table.name(), after.name(), interpreter.origins())));
    }

    private static void requireKeysNotReplaced(List<TableClause> clauses) {
        for (TableClause clause : clauses) {
            if (clause instanceof TableClause.DropForeignKey dropped
                    && clauses.stream()
                            .anyMatch(other -> other instanceof TableClause.AddForeignKey added
                                    && added.name().equalsIgnoreCase(dropped.name()))) {
                throw new NotUnderstoodException("puts a foreign key in the place of another one of its name");
            }
        }
    }

    private static boolean isForeignKey(TableClause clause) {
        return clause instanceof TableClause.AddForeignKey;
    }

    /** Views and sequences keep the names that they have on the target. */
    private void requireFreeOnTarget(TableName name) {
        boolean taken = Stream.concat(
                        before.views().stream().map(SourceView::name),
                        before.sequences().stream().map(SourceSequence::name))
                .anyMatch(name::equals);
        if (taken) {
            throw new NotUnderstoodException(
                    "gives a table the name " + name + ", by which the target has a view or a sequence");
        }
    }

    /** A table of another database is another's. */
    private void requireOwn(TableName name) {
        if (!name.database().equals(before.database())) {
            throw new NotUnderstoodException("moves a table to another database");
        }
    }

    private SourceTable known(TableName name) {
        return known(before.table(name).orElseThrow());
    }

    private static SourceTable known(SourceTable table) {
        if (table.versioning() != null) {
            throw new NotUnderstoodException("alters a system-versioned table");
        }
        return table;
    }

    /** Foreign keys of other tables follow their parent's names. */
    private static List<SourceTable> followed(List<SourceTable> tables, TableName parent, TableClause clause) {
        if (clause instanceof TableClause.RenameTo rename) {
            return withKeys(tables, key -> key.parent().equals(parent) ? toParent(key, rename.name()) : key);
        }
        if (clause instanceof TableClause.RenameColumn rename) {
            return withKeys(tables, key -> column(key, parent, rename.from(), rename.to()));
        }
        if (clause instanceof TableClause.ModifyColumn modify) {
            return withKeys(
                    tables,
                    key -> column(key, parent, modify.name(), modify.column().name()));
        }
        return tables;
    }

    private static ForeignKey column(ForeignKey key, TableName parent, String from, String to) {
        if (!key.parent().equals(parent)) {
            return key;
        }
        List<String> columns = key.parentColumns().stream()
                .map(column -> column.equalsIgnoreCase(from) ? to : column)
                .toList();
        return new ForeignKey(
                key.name(), key.child(), key.columns(), key.parent(), columns, key.onDelete(), key.onUpdate());
    }

    private static ForeignKey toParent(ForeignKey key, TableName parent) {
        return new ForeignKey(
                key.name(), key.child(), key.columns(), parent, key.parentColumns(), key.onDelete(), key.onUpdate());
    }

    private static List<SourceTable> withKeys(List<SourceTable> tables, UnaryOperator<ForeignKey> change) {
        return tables.stream()
                .map(table -> TableInterpreter.withKeys(
                        table, table.foreignKeys().stream().map(change).toList()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private List<SourceTable> replaced(TableName name, SourceTable after) {
        return before.tables().stream()
                .map(table -> table.name().equals(name) ? after : table)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** As information_schema sorts them. */
    private static List<SourceTable> sorted(List<SourceTable> tables) {
        return tables.stream()
                .sorted(Comparator.comparing(
                                (SourceTable table) -> table.name().name().toUpperCase(Locale.ROOT))
                        .thenComparing(SourceTable::name))
                .toList();
    }

    private Interpretation create(SchemaStatement.CreateTable create) {
        if (isThere(create.table(), create.orReplace(), create.ifNotExists())) {
            return unchanged();
        }
        if (!create.engine().isEmpty() && !create.engine().equalsIgnoreCase("InnoDB")) {
            throw new NotUnderstoodException("creates a table with the engine " + create.engine());
        }
        TableInterpreter interpreter =
                TableInterpreter.create(create.table(), before.server(), before.defaultCollation());
        // The table's own default counts for columns in front of it, too.
        create.clauses().stream()
                .filter(TableClause.DefaultCollation.class::isInstance)
                .forEach(interpreter::apply);
        create.clauses().stream()
                .filter(TableClause.AddColumn.class::isInstance)
                .forEach(interpreter::apply);
        create.clauses().stream()
                .filter(clause -> !(clause instanceof TableClause.AddColumn)
                        && !(clause instanceof TableClause.DefaultCollation)
                        && !isForeignKey(clause))
                .forEach(interpreter::apply);
        create.clauses().stream().filter(CatalogInterpreter::isForeignKey).forEach(interpreter::apply);
        return created(interpreter.table());
    }

    /** @return whether the statement does nothing for this reason */
    private boolean isThere(TableName name, boolean orReplace, boolean ifNotExists) {
        requireOwn(name);
        boolean there = before.table(name).isPresent()
                || before.views().stream().anyMatch(view -> view.name().equals(name))
                || before.sequences().stream()
                        .anyMatch(sequence -> sequence.name().equals(name));
        if (orReplace || there && !ifNotExists) {
            throw new NotUnderstoodException("puts a new table in the place of another one");
        }
        return there;
    }

    private Interpretation created(SourceTable table) {
        List<SourceTable> tables = new ArrayList<>(before.tables());
        tables.add(table);
        List<Integer> origins = table.columns().stream().map(column -> -1).toList();
        return new Interpretation.Known(
                before.withTables(sorted(tables)), List.of(new TableChange(null, table.name(), origins)));
    }

    private Interpretation createLike(SchemaStatement.CreateLike create) {
        if (isThere(create.table(), create.orReplace(), create.ifNotExists())) {
            return unchanged();
        }
        SourceTable like = before.table(create.like())
                .orElseThrow(() -> new NotUnderstoodException("creates a table like one that is not followed"));
        if (known(create.like()).partitioning() != null) {
            throw new NotUnderstoodException("creates a table like a partitioned one");
        }
        return created(TableInterpreter.like(like, create.table()));
    }

    private Interpretation drop(SchemaStatement.DropTables drop) {
        List<TableChange> changes = new ArrayList<>();
        for (TableName name : drop.tables()) {
            if (before.table(name).isPresent()) {
                known(name);
                changes.add(new TableChange(name, null, List.of()));
            }
        }
        List<SourceTable> left = before.tables().stream()
                .filter(table -> !drop.tables().contains(table.name()))
                .toList();
        return new Interpretation.Known(before.withTables(left), changes);
    }

    private static void requireNoneInBetween(List<Renaming> renamings) {
        for (int i = 0; i < renamings.size(); i++) {
            TableName name = renamings.get(i).to();
            if (renamings.stream().skip(i + 1L).anyMatch(later -> later.from().equals(name))) {
                throw new NotUnderstoodException("gives a table the name " + name + " only in between");
            }
        }
    }

    /** Of a table that the catalog does not have: it may come into it by its new name. */
    private List<Renaming> renamings(SchemaStatement.AlterTable alter) {
        return alter.clauses().stream()
                .filter(TableClause.RenameTo.class::isInstance)
                .map(clause -> ((TableClause.RenameTo) clause).name())
                .filter(name -> name.database().equals(before.database()))
                .map(name -> new Renaming(alter.table(), name))
                .toList();
    }

    /** What comes into the catalog from outside brings rows that nobody has copied. */
    private Interpretation rename(List<Renaming> inOrder) {
        List<Renaming> renamings = ofTables(inOrder);
        if (renamings.isEmpty()) {
            return unchanged();
        }
        List<SourceTable> tables = new ArrayList<>(before.tables());
        List<TableChange> changes = new ArrayList<>();
        requireNoneInBetween(renamings);
        for (Renaming renaming : renamings) {
            Optional<SourceTable> table = find(tables, renaming.from());
            if (table.isEmpty()) {
                if (before.table(renaming.to()).isPresent()) {
                    throw new NotUnderstoodException("puts " + renaming.from() + ", whose rows are not on the target,"
                            + " in the place of " + renaming.to());
                }
                throw new NotUnderstoodException(
                        "makes " + renaming.to() + " of " + renaming.from() + ", whose rows are not on the target");
            }
            if (find(tables, renaming.to()).isPresent()) {
                throw new NotUnderstoodException("gives a table the name " + renaming.to() + ", which is taken");
            }
            requireOwn(renaming.to());
            requireFreeOnTarget(renaming.to());
            known(table.get());
            tables = renamed(tables, table.get(), renaming.to());
            changes.add(new TableChange(
                    renaming.from(),
                    renaming.to(),
                    IntStream.range(0, table.get().columns().size()).boxed().toList()));
        }
        boolean exchange = renamings.stream()
                .anyMatch(renaming -> before.table(renaming.to()).isPresent());
        if (exchange && renamings.stream().anyMatch(renaming -> tied(renaming.from()))) {
            throw new NotUnderstoodException("exchanges tables that have foreign keys");
        }
        return new Interpretation.Known(before.withTables(sorted(tables)), changes);
    }

    /**
     * Without those of views and sequences, which the stream leaves alone as it does when they are created or dropped. The
     * catalog keeps the names that they have on the target.
     */
    private List<Renaming> ofTables(List<Renaming> renamings) {
        Set<TableName> others = Stream.concat(
                        before.views().stream().map(SourceView::name),
                        before.sequences().stream().map(SourceSequence::name))
                .filter(name -> before.table(name).isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        List<Renaming> ofTables = new ArrayList<>();
        for (Renaming renaming : renamings) {
            if (others.remove(renaming.from())) {
                others.add(renaming.to());
            } else {
                ofTables.add(renaming);
            }
        }
        return ofTables;
    }

    private boolean tied(TableName name) {
        return before.tables().stream()
                .flatMap(table -> table.foreignKeys().stream())
                .anyMatch(key -> key.parent().equals(name) || key.child().equals(name));
    }

    private static Optional<SourceTable> find(List<SourceTable> tables, TableName name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static List<SourceTable> renamed(List<SourceTable> tables, SourceTable table, TableName to) {
        List<SourceTable> all = new ArrayList<>(tables);
        all.set(all.indexOf(table), TableInterpreter.renamed(table, to));
        return withKeys(all, key -> key.parent().equals(table.name()) ? toParent(key, to) : key);
    }
}
