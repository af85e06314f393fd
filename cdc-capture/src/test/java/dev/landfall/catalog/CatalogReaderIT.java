package dev.landfall.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.source.SourceConfig;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogReaderIT {
    @Test
    void aUserWithOnlySelectSeesTheSameTablesAsTheAdministrator() throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase()) {
            database.execute(
                    """
                    CREATE TABLE parent (
                        code VARCHAR(8) PRIMARY KEY CHECK (code <> ''),
                        doc  JSON,
                        n    INT UNSIGNED NOT NULL AUTO_INCREMENT,
                        size INT AS (LENGTH(code)) STORED,
                        UNIQUE KEY (n))
                    """,
                    """
                    CREATE TABLE `ch``ild` (
                        id INT PRIMARY KEY,
                        a  VARCHAR(8) DEFAULT 'x' COMMENT 'it''s',
                        KEY by_a (a DESC),
                        CONSTRAINT `od``d` FOREIGN KEY (a) REFERENCES parent (code) ON DELETE SET NULL ON UPDATE CASCADE)
                    """,
                    "CREATE TABLE versions (id INT PRIMARY KEY) WITH SYSTEM VERSIONING",
                    "CREATE SEQUENCE s START WITH 5");
            SourceConfig reader = database.createUser("reader", "SELECT ON " + database.name() + ".*");

            SourceCatalog seen = read(reader);

            assertThat(seen).isEqualTo(read(database.config()));
            assertThat(seen.tables())
                    .flatExtracting(SourceTable::foreignKeys)
                    .containsExactly(new ForeignKey(
                            "od`d",
                            new TableName(database.name(), "ch`ild"),
                            List.of("a"),
                            new TableName(database.name(), "parent"),
                            List.of("code"),
                            ForeignKey.Action.SET_NULL,
                            ForeignKey.Action.CASCADE));
        }
    }

    private static SourceCatalog read(SourceConfig config) throws SQLException {
        try (Connection connection = new SourceDatabase(config).connect()) {
            return new CatalogReader(connection, config.database()).read();
        }
    }
}
