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

    /** Any other DDL on a captured table. @param ddl the statement */
    record SchemaChanged(TableName table, String ddl) implements ChangeEvent {
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
