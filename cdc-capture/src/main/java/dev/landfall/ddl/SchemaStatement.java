package dev.landfall.ddl;

import dev.landfall.catalog.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a DDL statement says. */
public sealed interface SchemaStatement {
    /** The tables that it creates, alters, renames or drops, as it spells them. */
    List<TableName> named();

    /** CREATE INDEX and DROP INDEX are one as well. */
    record AlterTable(TableName table, boolean ifExists, List<TableClause> clauses) implements SchemaStatement {
        public AlterTable {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<TableName> named() {
            return List.of(table);
        }
    }

    /**
     * @param clauses columns, keys and options, in their order
     * @param engine as spelled; empty for the server's default
     */
    record CreateTable(
            TableName table, boolean orReplace, boolean ifNotExists, List<TableClause> clauses, String engine)
            implements SchemaStatement {
        public CreateTable {
            clauses = List.copyOf(clauses);
        }

        @Override
        public List<TableName> named() {
            return List.of(table);
        }
    }

    /** An empty table like another one, without its foreign keys. */
    record CreateLike(TableName table, boolean orReplace, boolean ifNotExists, TableName like)
            implements SchemaStatement {
        @Override
        public List<TableName> named() {
            return List.of(table);
        }
    }

    record DropTables(List<TableName> tables, boolean ifExists) implements SchemaStatement {
        public DropTables {
            tables = List.copyOf(tables);
        }

        @Override
        public List<TableName> named() {
            return tables;
        }
    }

    /** In their order, each seeing what the ones before it did. */
    record RenameTables(List<Renaming> renamings) implements SchemaStatement {
        public RenameTables {
            renamings = List.copyOf(renamings);
        }

        @Override
        public List<TableName> named() {
            return renamings.stream()
                    .flatMap(renaming -> Stream.of(renaming.from(), renaming.to()))
                    .toList();
        }
    }

    /**
     * @param changesDefault whether tables to come have another collation
     * @param collation null where only the server knows it
     */
    record AlterDatabase(
            String database,
            boolean changesDefault,
            @Nullable String collation) implements SchemaStatement {
        @Override
        public List<TableName> named() {
            return List.of();
        }
    }

    /** @param reason why, to stand behind "it" */
    record NotUnderstood(String reason) implements SchemaStatement {
        @Override
        public List<TableName> named() {
            return List.of();
        }
    }

    /** One table's new name. */
    record Renaming(TableName from, TableName to) {}
}
