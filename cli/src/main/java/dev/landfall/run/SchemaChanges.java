package dev.landfall.run;

import dev.landfall.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Asks the source whether its schema is still the planned one. */
public final class SchemaChanges {
    private SchemaChanges() {}

    /** @return a phrase per table that is gone, different, or new and asked for; empty when nothing changed */
    public static List<String> since(MigrationRecord record, Connection source) throws SQLException {
        return SchemaDrift.of(
                record, new CatalogReader(source, record.plan().catalog().database()).read());
    }
}
