package dev.landfall.ddl;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of a table's definition. Names are as spelled: MariaDB compares those of columns and keys without case. */
public sealed interface TableClause {
    record AddColumn(ColumnDefinition column, Place place, boolean ifNotExists) implements TableClause {}

    record DropColumn(String column, boolean ifExists) implements TableClause {}

    /** MODIFY and CHANGE. @param column the definition, whose name may be a new one */
    record ModifyColumn(String name, ColumnDefinition column, Place place, boolean ifExists) implements TableClause {}

    record RenameColumn(String from, String to, boolean ifExists) implements TableClause {}

    /** @param value {@link ColumnDefault.None} for DROP DEFAULT */
    record SetDefault(String column, ColumnDefault value) implements TableClause {}

    record AddIndex(IndexDefinition index, boolean ifNotExists) implements TableClause {}

    record DropIndex(String name, boolean ifExists) implements TableClause {}

    record DropPrimaryKey() implements TableClause {}

    record RenameIndex(String from, String to, boolean ifExists) implements TableClause {}

    record AddForeignKey(
            String name,
            List<String> columns,
            TableName parent,
            List<String> parentColumns,
            ForeignKey.Action onDelete,
            ForeignKey.Action onUpdate)
            implements TableClause {
        public AddForeignKey {
            columns = List.copyOf(columns);
            parentColumns = List.copyOf(parentColumns);
        }
    }

    record DropForeignKey(String name, boolean ifExists) implements TableClause {}

    record RenameTo(TableName name) implements TableClause {}

    record Comment(String text) implements TableClause {}

    /** Of columns to come. @param charset and @param collation null where not spelled */
    record DefaultCollation(
            @Nullable String charset, @Nullable String collation) implements TableClause {}

    /** Where a column stands. */
    record Place(Kind kind, String column) {
        static final Place LAST = new Place(Kind.UNSAID, "");
        static final Place FIRST = new Place(Kind.FIRST, "");

        static Place after(String column) {
            return new Place(Kind.AFTER, column);
        }

        /** Nothing said: a new column is the last, another one stays where it is. */
        public enum Kind {
            UNSAID,
            FIRST,
            AFTER
        }
    }
}
