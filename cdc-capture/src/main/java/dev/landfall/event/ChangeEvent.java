package dev.landfall.event;

import dev.landfall.catalog.TableName;

/** One change within a source transaction, in the order of the binary log. */
public sealed interface ChangeEvent {
    TableName table();

    <R> R match(Cases<R> cases);

    record RowInserted(TableName table, RowImage after) implements ChangeEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inserted(this);
        }
    }

    /** @param cascades whether foreign keys acted by it; not so for a session with {@code foreign_key_checks=0} */
    record RowUpdated(TableName table, RowImage before, RowImage after, boolean cascades) implements ChangeEvent {
        public RowUpdated(TableName table, RowImage before, RowImage after) {
            this(table, before, after, true);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.updated(this);
        }
    }

    /** @param cascades as for an update */
    record RowDeleted(TableName table, RowImage before, boolean cascades) implements ChangeEvent {
        public RowDeleted(TableName table, RowImage before) {
            this(table, before, true);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.deleted(this);
        }
    }

    record TableTruncated(TableName table) implements ChangeEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.truncated(this);
        }
    }

    /**
     * Any other DDL on a captured table, or on one that would be captured if it was there.
     *
     * @param table its name is empty where the statement is about the whole database
     * @param ddl the statement
     * @param database the default one of the session that ran it
     * @param alone whether it is a transaction by itself: rows that come with it are not among the changes
     */
    record SchemaChanged(TableName table, String ddl, String database, boolean alone) implements ChangeEvent {
        /** By a session in the table's own database, as a transaction by itself. */
        public SchemaChanged(TableName table, String ddl) {
            this(table, ddl, table.database(), true);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.schemaChanged(this);
        }
    }

    /** One method per variant. */
    interface Cases<R> {
        R inserted(RowInserted event);

        R updated(RowUpdated event);

        R deleted(RowDeleted event);

        R truncated(TableTruncated event);

        R schemaChanged(SchemaChanged event);
    }
}
