package dev.landfall.ddl;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Primary key, indexes and foreign keys of one table while clauses are applied to it. One thread. */
final class KeyInterpreter {
    /** Of an InnoDB index entry; what is longer is cut, refused or hashed. */
    private static final int LONGEST_ENTRY = 3_072;

    private final List<String> primaryKey;
    private final List<SourceIndex> indexes;
    private final List<ForeignKey> foreignKeys;

    KeyInterpreter(SourceTable table) {
        this.primaryKey = new ArrayList<>(table.primaryKey());
        this.indexes = new ArrayList<>(table.indexes());
        this.foreignKeys = new ArrayList<>(table.foreignKeys());
    }

    List<String> primaryKey() {
        return primaryKey;
    }

    List<SourceIndex> indexes() {
        return indexes.stream()
                .sorted(TableInterpreter.byName(SourceIndex::name))
                .toList();
    }

    List<ForeignKey> foreignKeys(TableName child) {
        return foreignKeys.stream()
                .map(key -> new ForeignKey(
                        key.name(),
                        child,
                        key.columns(),
                        key.parent().equals(key.child()) ? child : key.parent(),
                        key.parentColumns(),
                        key.onDelete(),
                        key.onUpdate()))
                .sorted(TableInterpreter.byName(ForeignKey::name))
                .toList();
    }

    boolean use(String column) {
        return primaryKey.stream().anyMatch(column::equalsIgnoreCase)
                || indexes.stream().anyMatch(index -> index.columns().stream().anyMatch(column::equalsIgnoreCase));
    }

    boolean usePrefix(String column) {
        return indexes.stream()
                .flatMap(index -> index.parts().stream())
                .anyMatch(part -> part.prefixLength() != null && part.column().equalsIgnoreCase(column));
    }

    boolean has(IndexDefinition index) {
        // Without a name it is that of the first column.
        return find(index.name().isEmpty() ? index.parts().get(0).column() : index.name())
                .isPresent();
    }

    private Optional<SourceIndex> find(String name) {
        return indexes.stream()
                .filter(index -> index.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** @param columns of its parts */
    void add(IndexDefinition index, List<SourceColumn> columns) {
        requireWhole(index, columns);
        if (index.kind() == IndexDefinition.Kind.PRIMARY) {
            if (!primaryKey.isEmpty() || index.parts().stream().anyMatch(part -> part.prefixLength() != null)) {
                throw new NotUnderstoodException("replaces the primary key, or indexes a part of its columns");
            }
            columns.forEach(column -> primaryKey.add(column.name()));
            return;
        }
        if (find(index.name()).isPresent()) {
            throw new NotUnderstoodException("adds the index " + index.name() + ", which is there");
        }
        indexes.add(new SourceIndex(
                index.name().isEmpty() ? freeName(columns.get(0).name()) : index.name(),
                index.kind() == IndexDefinition.Kind.UNIQUE,
                kind(index.kind()),
                parts(index, columns),
                index.comment()));
    }

    private static String kind(IndexDefinition.Kind kind) {
        return switch (kind) {
            case FULLTEXT -> "FULLTEXT";
            case SPATIAL -> "SPATIAL";
            case PRIMARY, UNIQUE, PLAIN -> "BTREE";
        };
    }

    private static List<SourceIndex.Part> parts(IndexDefinition index, List<SourceColumn> columns) {
        List<SourceIndex.Part> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            SourceIndex.Part part = index.parts().get(i);
            parts.add(new SourceIndex.Part(columns.get(i).name(), part.prefixLength(), part.descending()));
        }
        return parts;
    }

    /** Longer entries are cut, refused or hashed, as the server and its row format have it. */
    private static void requireWhole(IndexDefinition index, List<SourceColumn> columns) {
        if (index.kind() == IndexDefinition.Kind.FULLTEXT) {
            return;
        }
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            Integer prefix = index.parts().get(i).prefixLength();
            bytes += prefix == null ? longest(columns.get(i).type()) : prefix * 4L;
            if (prefix != null && prefix >= characters(columns.get(i).type())) {
                throw new NotUnderstoodException(
                        "indexes as much of " + columns.get(i).name() + " as it can hold");
            }
        }
        if (index.kind() != IndexDefinition.Kind.SPATIAL && bytes > LONGEST_ENTRY) {
            throw new NotUnderstoodException("indexes more bytes than an index entry may take");
        }
    }

    private static long longest(MariaDbType type) {
        if (type instanceof MariaDbType.TextType
                || type instanceof MariaDbType.BlobType
                || type instanceof MariaDbType.JsonType
                || type instanceof MariaDbType.GeometryType) {
            return Long.MAX_VALUE / 64;
        }
        if (type instanceof MariaDbType.VarbinaryType binary) {
            return binary.length();
        }
        if (type instanceof MariaDbType.BinaryType binary) {
            return binary.length();
        }
        long characters = characters(type);
        return characters == Long.MAX_VALUE ? 16 : characters * 4;
    }

    private static long characters(MariaDbType type) {
        if (type instanceof MariaDbType.CharType text) {
            return text.length();
        }
        return type instanceof MariaDbType.VarcharType text ? text.length() : Long.MAX_VALUE;
    }

    private static boolean same(List<String> some, List<String> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).equalsIgnoreCase(others.get(i))) {
                return false;
            }
        }
        return true;
    }

    private String freeName(String column) {
        String name = column;
        for (int number = 2; find(name).isPresent() || name.equalsIgnoreCase("PRIMARY"); number++) {
            name = column + "_" + number;
        }
        return name;
    }

    void drop(String name, boolean ifExists) {
        if (name.equalsIgnoreCase("PRIMARY")) {
            dropPrimary();
            return;
        }
        boolean removed = indexes.removeIf(index -> index.name().equalsIgnoreCase(name));
        if (!removed && !ifExists) {
            throw new NotUnderstoodException("drops the index " + name + ", which the plan does not know");
        }
    }

    void dropPrimary() {
        if (primaryKey.isEmpty()) {
            throw new NotUnderstoodException("drops a primary key that the plan does not know");
        }
        primaryKey.clear();
    }

    void rename(TableClause.RenameIndex rename) {
        Optional<SourceIndex> index = find(rename.from());
        if (index.isEmpty() && rename.ifExists()) {
            return;
        }
        if (index.isEmpty() || find(rename.to()).isPresent()) {
            throw new NotUnderstoodException("renames the index " + rename.from() + " in a way that is not known");
        }
        SourceIndex old = index.get();
        indexes.set(
                indexes.indexOf(old),
                new SourceIndex(rename.to(), old.unique(), old.kind(), old.parts(), old.comment()));
    }

    void renameColumn(String from, String to) {
        primaryKey.replaceAll(column -> column.equalsIgnoreCase(from) ? to : column);
        indexes.replaceAll(index -> new SourceIndex(
                index.name(),
                index.unique(),
                index.kind(),
                index.parts().stream()
                        .map(part -> part.column().equalsIgnoreCase(from)
                                ? new SourceIndex.Part(to, part.prefixLength(), part.descending())
                                : part)
                        .toList(),
                index.comment()));
        foreignKeys.replaceAll(key -> new ForeignKey(
                key.name(),
                key.child(),
                key.columns().stream()
                        .map(column -> column.equalsIgnoreCase(from) ? to : column)
                        .toList(),
                key.parent(),
                key.parentColumns(),
                key.onDelete(),
                key.onUpdate()));
    }

    /** A dropped column leaves its indexes, and takes along those that are left empty. */
    void forget(String column) {
        if (primaryKey.stream().anyMatch(column::equalsIgnoreCase)) {
            throw new NotUnderstoodException("drops a column of the primary key");
        }
        if (foreignKeys.stream().anyMatch(key -> key.columns().stream().anyMatch(column::equalsIgnoreCase))) {
            throw new NotUnderstoodException("drops a column of a foreign key");
        }
        List<SourceIndex> left = new ArrayList<>();
        for (SourceIndex index : indexes) {
            List<SourceIndex.Part> parts = index.parts().stream()
                    .filter(part -> !part.column().equalsIgnoreCase(column))
                    .toList();
            boolean touched = parts.size() < index.parts().size();
            if (touched && index.unique() && !parts.isEmpty()) {
                throw new NotUnderstoodException("drops a column of the unique key " + index.name());
            }
            if (!parts.isEmpty()) {
                left.add(new SourceIndex(index.name(), index.unique(), index.kind(), parts, index.comment()));
            }
        }
        indexes.clear();
        indexes.addAll(left);
    }

    void add(TableClause.AddForeignKey add, TableName child) {
        if (add.name().isEmpty()) {
            throw new NotUnderstoodException("adds a foreign key without a name");
        }
        if (foreignKeys.stream().anyMatch(key -> key.name().equalsIgnoreCase(add.name()))) {
            throw new NotUnderstoodException("adds the foreign key " + add.name() + ", which is there");
        }
        foreignKeys.add(new ForeignKey(
                add.name(), child, add.columns(), add.parent(), add.parentColumns(), add.onDelete(), add.onUpdate()));
        boolean served = leads(primaryKey, add.columns())
                || indexes.stream()
                        .anyMatch(index -> index.coversWholeColumns() && leads(index.columns(), add.columns()));
        if (!served) {
            indexes.add(new SourceIndex(
                    add.name(),
                    false,
                    "BTREE",
                    add.columns().stream()
                            .map(column -> new SourceIndex.Part(column, null, false))
                            .toList(),
                    ""));
        }
    }

    private static boolean leads(List<String> index, List<String> columns) {
        return index.size() >= columns.size() && same(index.subList(0, columns.size()), columns);
    }

    void drop(TableClause.DropForeignKey drop) {
        boolean removed = foreignKeys.removeIf(key -> key.name().equalsIgnoreCase(drop.name()));
        if (!removed && !drop.ifExists()) {
            throw new NotUnderstoodException("drops the foreign key " + drop.name() + ", which the plan does not know");
        }
    }
}
