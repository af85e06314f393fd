package dev.landfall.ddl;

import dev.landfall.catalog.CheckConstraint;
import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.TableClause.Place;
import dev.landfall.sql.Identifiers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One table while clauses are applied to it. One thread. */
final class TableInterpreter {
    private final SourceTable before;
    private final ColumnInterpreter interpreter;
    private final List<SourceColumn> columns;
    private final List<Integer> origins = new ArrayList<>();
    private final KeyInterpreter keys;
    private TableName name;
    private String comment;
    private @Nullable String defaultCollation;

    TableInterpreter(SourceTable before, ServerInfo server) {
        this.before = before;
        this.interpreter = new ColumnInterpreter(server);
        this.columns = new ArrayList<>(before.columns());
        this.keys = new KeyInterpreter(before);
        this.name = before.name();
        this.comment = before.comment();
        this.defaultCollation = before.defaultCollation();
        for (int i = 0; i < columns.size(); i++) {
            origins.add(i);
        }
    }

    static TableInterpreter create(TableName name, ServerInfo server, @Nullable String defaultCollation) {
        SourceTable empty = new SourceTable(
                name,
                "InnoDB",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                0,
                0,
                "",
                defaultCollation);
        return new TableInterpreter(empty, server);
    }

    List<Integer> origins() {
        return origins;
    }

    SourceTable table() {
        boolean counts = columns.stream().anyMatch(SourceColumn::autoIncrement);
        Long next = before.nextAutoIncrement() == null ? Long.valueOf(1) : before.nextAutoIncrement();
        return new SourceTable(
                name,
                before.engine(),
                columns,
                keys.primaryKey(),
                keys.indexes(),
                keys.foreignKeys(name),
                before.checks(),
                before.versioning(),
                before.historyOf(),
                before.partitioning(),
                counts ? next : null,
                before.approximateRows(),
                before.approximateBytes(),
                comment,
                defaultCollation);
    }

    static SourceTable withKeys(SourceTable table, List<ForeignKey> keys) {
        return new SourceTable(
                table.name(),
                table.engine(),
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                keys,
                table.checks(),
                table.versioning(),
                table.historyOf(),
                table.partitioning(),
                table.nextAutoIncrement(),
                table.approximateRows(),
                table.approximateBytes(),
                table.comment(),
                table.defaultCollation());
    }

    static SourceTable renamed(SourceTable table, TableName name) {
        KeyInterpreter keys = new KeyInterpreter(table);
        return new SourceTable(
                name,
                table.engine(),
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                keys.foreignKeys(name),
                table.checks(),
                table.versioning(),
                table.historyOf(),
                table.partitioning(),
                table.nextAutoIncrement(),
                table.approximateRows(),
                table.approximateBytes(),
                table.comment(),
                table.defaultCollation());
    }

    static SourceTable like(SourceTable table, TableName name) {
        return new SourceTable(
                name,
                table.engine(),
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                List.of(),
                table.checks(),
                null,
                null,
                null,
                table.nextAutoIncrement() == null ? null : 1L,
                0,
                0,
                table.comment(),
                table.defaultCollation());
    }

    void apply(TableClause clause) {
        if (clause instanceof TableClause.AddColumn add) {
            add(add);
        } else if (clause instanceof TableClause.DropColumn drop) {
            drop(drop);
        } else if (clause instanceof TableClause.ModifyColumn modify) {
            modify(modify);
        } else if (clause instanceof TableClause.RenameColumn rename) {
            rename(rename);
        } else if (clause instanceof TableClause.SetDefault set) {
            setDefault(set);
        } else if (clause instanceof TableClause.AddIndex add) {
            addIndex(add.index(), add.ifNotExists());
        } else if (clause instanceof TableClause.DropIndex drop) {
            keys.drop(drop.name(), drop.ifExists());
        } else if (clause instanceof TableClause.DropPrimaryKey) {
            keys.dropPrimary();
        } else if (clause instanceof TableClause.RenameIndex rename) {
            keys.rename(rename);
        } else if (clause instanceof TableClause.AddForeignKey add) {
            keys.add(add, name);
        } else if (clause instanceof TableClause.DropForeignKey drop) {
            keys.drop(drop);
        } else if (clause instanceof TableClause.RenameTo rename) {
            name = rename.name();
        } else if (clause instanceof TableClause.Comment text) {
            comment = text.text();
        } else if (clause instanceof TableClause.DefaultCollation collation) {
            defaultCollation = interpreter.collation(collation.charset(), collation.collation(), null);
        }
    }

    private Optional<SourceColumn> find(String column) {
        return columns.stream()
                .filter(other -> other.name().equalsIgnoreCase(column))
                .findFirst();
    }

    private int indexOf(String column) {
        return columns.indexOf(find(column)
                .orElseThrow(() ->
                        new NotUnderstoodException("names the column " + column + ", which the plan does not know")));
    }

    private void add(TableClause.AddColumn add) {
        ColumnDefinition definition = add.column();
        if (find(definition.name()).isPresent()) {
            if (add.ifNotExists()) {
                return;
            }
            throw new NotUnderstoodException("adds the column " + definition.name() + ", which is there");
        }
        SourceColumn column = interpreter.column(definition, defaultCollation, false);
        int position = position(add.place(), columns.size());
        columns.add(position, column);
        origins.add(position, -1);
        addKeys(definition);
    }

    private void addKeys(ColumnDefinition definition) {
        List<SourceIndex.Part> part = List.of(new SourceIndex.Part(definition.name(), null, false));
        if (definition.primary()) {
            addIndex(new IndexDefinition("", IndexDefinition.Kind.PRIMARY, part, ""), false);
        }
        if (definition.unique()) {
            addIndex(new IndexDefinition("", IndexDefinition.Kind.UNIQUE, part, ""), false);
        }
    }

    private int position(Place place, int unsaid) {
        return switch (place.kind()) {
            case UNSAID -> unsaid;
            case FIRST -> 0;
            case AFTER -> indexOf(place.column()) + 1;
        };
    }

    private void drop(TableClause.DropColumn drop) {
        if (find(drop.column()).isEmpty() && drop.ifExists()) {
            return;
        }
        int position = indexOf(drop.column());
        requireFree(drop.column(), "drops");
        keys.forget(columns.get(position).name());
        columns.remove(position);
        origins.remove(position);
    }

    /** Expressions are rewritten, or refuse; which is not for us to tell. */
    private void requireFree(String column, String what) {
        String quoted = Identifiers.mariaDb(find(column).orElseThrow().name()).toLowerCase(Locale.ROOT);
        boolean mentioned = before.checks().stream()
                        .map(CheckConstraint::sql)
                        .anyMatch(sql -> sql.toLowerCase(Locale.ROOT).contains(quoted))
                || columns.stream()
                        .map(SourceColumn::generation)
                        .anyMatch(generation -> generation != null
                                && generation.sql().toLowerCase(Locale.ROOT).contains(quoted))
                || columns.stream()
                        .map(SourceColumn::defaultValue)
                        .anyMatch(value -> value instanceof ColumnDefault.Expression expression
                                && expression.sql().toLowerCase(Locale.ROOT).contains(quoted))
                || before.partitioning() != null
                        && before.partitioning()
                                .expression()
                                .toLowerCase(Locale.ROOT)
                                .contains(quoted);
        if (mentioned) {
            throw new NotUnderstoodException(what + " the column " + column + ", which expressions of the table use");
        }
    }

    private void modify(TableClause.ModifyColumn modify) {
        if (find(modify.name()).isEmpty() && modify.ifExists()) {
            return;
        }
        int position = indexOf(modify.name());
        SourceColumn old = columns.get(position);
        if (old.isGenerated() || old.compressed()) {
            throw new NotUnderstoodException("changes the generated or compressed column " + old.name());
        }
        requireFree(modify.name(), "changes");
        requireIndexable(old, modify.column().type());
        ColumnDefinition definition = modify.column();
        String newName = definition.name();
        if (!newName.equalsIgnoreCase(old.name()) && find(newName).isPresent()) {
            throw new NotUnderstoodException("gives a column the name " + newName + ", which is taken");
        }
        boolean inKey = keys.primaryKey().stream().anyMatch(old.name()::equalsIgnoreCase);
        columns.set(position, interpreter.column(definition, defaultCollation, inKey));
        keys.renameColumn(old.name(), newName);
        move(position, modify.place());
        addKeys(definition);
    }

    /** How much of a long value an index holds is up to the server. */
    private void requireIndexable(SourceColumn old, MariaDbType type) {
        boolean longer = type instanceof MariaDbType.TextType
                || type instanceof MariaDbType.BlobType
                || type instanceof MariaDbType.JsonType;
        if (!old.type().equals(type) && (longer && keys.use(old.name()) || keys.usePrefix(old.name()))) {
            throw new NotUnderstoodException("changes the type of " + old.name() + ", which is part of an index");
        }
    }

    private void move(int from, Place place) {
        if (place.kind() == Place.Kind.UNSAID) {
            return;
        }
        SourceColumn column = columns.remove(from);
        Integer origin = origins.remove(from);
        int to = position(place, columns.size());
        columns.add(to, column);
        origins.add(to, origin);
    }

    private void rename(TableClause.RenameColumn rename) {
        if (find(rename.from()).isEmpty() && rename.ifExists()) {
            return;
        }
        int position = indexOf(rename.from());
        SourceColumn old = columns.get(position);
        requireFree(rename.from(), "renames");
        if (!rename.to().equalsIgnoreCase(old.name()) && find(rename.to()).isPresent()) {
            throw new NotUnderstoodException("gives a column the name " + rename.to() + ", which is taken");
        }
        columns.set(position, ColumnInterpreter.renamed(old, rename.to()));
        keys.renameColumn(old.name(), rename.to());
    }

    private void setDefault(TableClause.SetDefault set) {
        int position = indexOf(set.column());
        columns.set(position, interpreter.withDefault(columns.get(position), set.value()));
    }

    private void addIndex(IndexDefinition index, boolean ifNotExists) {
        if (ifNotExists && keys.has(index)) {
            return;
        }
        if (index.kind() == IndexDefinition.Kind.PRIMARY) {
            for (SourceIndex.Part part : index.parts()) {
                int position = indexOf(part.column());
                columns.set(position, ColumnInterpreter.notNull(columns.get(position)));
            }
        }
        List<SourceColumn> indexed = index.parts().stream()
                .map(part -> columns.get(indexOf(part.column())))
                .toList();
        keys.add(index, indexed);
    }

    /** As information_schema sorts indexes, and InnoDB foreign keys. */
    static <T> Comparator<T> byName(java.util.function.Function<T, String> name) {
        return Comparator.comparing(item -> name.apply(item).toUpperCase(Locale.ROOT));
    }
}
