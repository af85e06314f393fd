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
 * What Debezium knows of the captured tables: that each has one column, a whole {@link RawRow}. So nothing is converted on
 * the way, a key that changes stays one update, and there is no history to keep: a schema change of a captured table ends
 * the stream. Public only because Debezium makes it by name.
 */
public final class CatalogSchemaHistory extends AbstractSchemaHistory {
    static final String ROW = "row";

    @Override
    public void recover(Offsets<?, ?> offsets, Tables schema, DdlParser ddlParser) {
        CaptureSession session = CaptureSession.named(config.getString(CaptureSession.HISTORY_PROPERTY));
        session.tables().all().forEach(table -> schema.overwriteTable(definition(tableId(table))));
    }

    static TableId tableId(CapturedTable table) {
        return new TableId(table.name().database(), null, table.name().name());
    }

    private static Table definition(TableId id) {
        Column row = Column.editor()
                .name(ROW)
                .type("VARBINARY")
                .jdbcType(Types.VARBINARY)
                .optional(true)
                .create();
        return Table.editor().tableId(id).addColumn(row).create();
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
