package dev.landfall.stream;

import io.debezium.pipeline.spi.Offsets;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import io.debezium.relational.ddl.DdlParser;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import java.sql.Types;
import java.util.function.Consumer;

/**
 * What Debezium knows of the captured tables, which is nothing: it has one table, of which every {@link RowPortion} is a row.
 * So there is no history to keep either: a schema change of a captured table ends the stream. Public only because Debezium
 * makes it by name.
 */
public final class PortionSchemaHistory extends AbstractSchemaHistory {
    static final TableId PORTIONS = new TableId("landfall", null, "portions");

    @Override
    public void recover(Offsets<?, ?> offsets, Tables schema, DdlParser ddlParser) {
        // Debezium takes a table only with a column.
        Column rows = Column.editor()
                .name("rows")
                .type("VARBINARY")
                .jdbcType(Types.VARBINARY)
                .optional(true)
                .create();
        schema.overwriteTable(Table.editor().tableId(PORTIONS).addColumn(rows).create());
    }

    @Override
    protected void storeRecord(HistoryRecord record) {}

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> records) {}

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean storageExists() {
        return true;
    }
}
