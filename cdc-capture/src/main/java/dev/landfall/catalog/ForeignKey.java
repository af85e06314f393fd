package dev.landfall.catalog;

import java.util.List;

/** A foreign key of {@code child}; {@code columns} and {@code parentColumns} pair up by position. */
public record ForeignKey(
        String name,
        TableName child,
        List<String> columns,
        TableName parent,
        List<String> parentColumns,
        Action onDelete,
        Action onUpdate) {
    public ForeignKey {
        columns = List.copyOf(columns);
        parentColumns = List.copyOf(parentColumns);
    }

    /** Whether anything that happens to a parent row can change child rows. */
    public boolean changesChild() {
        return onDelete.changesChild() || onUpdate.changesChild();
    }

    /** What happens to the child. In MariaDB NO ACTION is RESTRICT. */
    public enum Action {
        RESTRICT,
        NO_ACTION,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        /** InnoDB carries these out itself and does not write the child's changes to the binary log. */
        public boolean changesChild() {
            return this == CASCADE || this == SET_NULL || this == SET_DEFAULT;
        }
    }
}
