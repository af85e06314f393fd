package dev.landfall.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is derived from a statement is what the server describes after it. */
class InterpretationIT {
    private static final String[] TABLES = {
        "CREATE TABLE parent (id INT PRIMARY KEY, code VARCHAR(10), UNIQUE code (code)) COLLATE utf8mb4_general_ci",
        "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, a INT, b VARCHAR(20) NOT NULL DEFAULT 'x', c DECIMAL(8,2),"
                + " d DATETIME, p INT, e ENUM('one','two'), KEY ab (a, b), KEY d (d), UNIQUE u (a, c),"
                + " CONSTRAINT t_p FOREIGN KEY (p) REFERENCES parent (id)) COLLATE utf8mb4_unicode_ci COMMENT 'why'",
        "CREATE TABLE child (id BIGINT UNSIGNED PRIMARY KEY, t INT, CONSTRAINT child_t FOREIGN KEY (t) REFERENCES t (id)"
                + " ON DELETE CASCADE)",
        "CREATE TABLE bare (x INT, y VARCHAR(9) CHARACTER SET latin1, z CHAR(3)) CHARACTER SET ascii",
        "CREATE TABLE plain (a INT)",
        "CREATE VIEW shown AS SELECT a FROM plain",
        "CREATE SEQUENCE counter"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD n INT",
                "ALTER TABLE t ADD COLUMN n TINYINT(1) NOT NULL DEFAULT 1 AFTER a, ADD m BOOLEAN FIRST",
                "ALTER TABLE t ADD (n BIGINT UNSIGNED NOT NULL, m SMALLINT UNSIGNED, k MEDIUMINT DEFAULT -5, j INT(7))",
                "ALTER TABLE t ADD n VARCHAR(30) NOT NULL DEFAULT 'it''s' COMMENT 'a ''name''', ADD m CHAR",
                "ALTER TABLE t ADD n TEXT, ADD m LONGTEXT NOT NULL, ADD k TINYTEXT DEFAULT 'abc'",
                "ALTER TABLE t ADD n VARCHAR(5) CHARACTER SET latin1, ADD m VARCHAR(5) COLLATE utf8mb4_bin",
                "ALTER TABLE t ADD n DECIMAL(10,3) DEFAULT 1.5, ADD m DECIMAL, ADD k NUMERIC(5) UNSIGNED DEFAULT '7'",
                "ALTER TABLE t ADD n DOUBLE DEFAULT 0.5, ADD m FLOAT UNSIGNED, ADD k DOUBLE PRECISION(10,2) NOT NULL",
                "ALTER TABLE t ADD n DOUBLE DEFAULT -0, ADD m FLOAT DEFAULT -0.0, ADD k VARCHAR(9) DEFAULT -0.0",
                "ALTER TABLE t ADD n DOUBLE DEFAULT 0e0, ADD m INT DEFAULT -0e0, ADD k DECIMAL(5,2) DEFAULT '-0'",
                "ALTER TABLE t ADD n DATE DEFAULT '2020-02-29', ADD m DATETIME(3) DEFAULT '2020-01-01 10:00:00', ADD k TIME",
                "ALTER TABLE t ADD n DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)",
                "ALTER TABLE t ADD n TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, ADD m TIMESTAMP NULL",
                "ALTER TABLE t ADD n JSON, ADD m JSON NOT NULL",
                "ALTER TABLE t ADD n UUID, ADD m INET6 NOT NULL, ADD k INET4",
                "ALTER TABLE t ADD n BIT(5) DEFAULT b'101', ADD m YEAR, ADD k BINARY(4), ADD j VARBINARY(10), ADD h BLOB",
                "ALTER TABLE t ADD n SET('x','y','z') DEFAULT 'x,z', ADD m ENUM('a','b''c') NOT NULL DEFAULT 'b''c'",
                "ALTER TABLE t ADD n POINT, ADD m GEOMETRY NOT NULL",
                "ALTER TABLE t ADD n INT UNIQUE, ADD m INT UNIQUE KEY COMMENT 'x'",
                "ALTER TABLE t ADD COLUMN IF NOT EXISTS a BIGINT, ADD COLUMN IF NOT EXISTS n INT",
                "ALTER TABLE t DROP COLUMN d, DROP COLUMN IF EXISTS nothing",
                "ALTER TABLE t DROP b",
                "ALTER TABLE t MODIFY a BIGINT NOT NULL",
                "ALTER TABLE t MODIFY COLUMN b VARCHAR(40) NOT NULL DEFAULT 'y' AFTER d",
                "ALTER TABLE t MODIFY e ENUM('one','two','three') DEFAULT 'three'",
                "ALTER TABLE t MODIFY id INT AUTO_INCREMENT COMMENT 'counts'",
                "ALTER TABLE t CHANGE c amount DECIMAL(12,4) FIRST",
                "ALTER TABLE t CHANGE COLUMN id key_of_t INT AUTO_INCREMENT",
                "ALTER TABLE t RENAME COLUMN a TO aa, RENAME COLUMN id TO tid",
                "ALTER TABLE t ALTER a SET DEFAULT 7, ALTER COLUMN b DROP DEFAULT, ALTER c SET DEFAULT 2",
                "ALTER TABLE t ADD INDEX (a), ADD KEY (a), ADD UNIQUE KEY bu (b(5), c DESC) COMMENT 'partly'",
                "ALTER TABLE t ADD FULLTEXT INDEX words (b)",
                "ALTER TABLE t DROP INDEX ab, DROP KEY u, ADD INDEX z USING BTREE (d)",
                "ALTER TABLE t RENAME INDEX ab TO ba, RENAME KEY u TO Uu",
                "ALTER TABLE t DROP FOREIGN KEY t_p",
                "ALTER TABLE t ADD CONSTRAINT t_code FOREIGN KEY (a) REFERENCES parent (id) ON DELETE SET NULL",
                "ALTER TABLE bare ADD CONSTRAINT bare_x FOREIGN KEY (x) REFERENCES parent (id) ON UPDATE CASCADE",
                "ALTER TABLE bare ADD CONSTRAINT PRIMARY KEY (x, z)",
                "ALTER TABLE bare ADD n VARCHAR(3), ADD m TEXT",
                "ALTER TABLE bare DEFAULT CHARACTER SET latin1 COLLATE latin1_bin",
                "ALTER TABLE t COMMENT = 'because', ROW_FORMAT=DYNAMIC, ALGORITHM=COPY",
                "ALTER TABLE t ENGINE=InnoDB",
                "ALTER TABLE t FORCE, LOCK=SHARED",
                "ALTER TABLE t AUTO_INCREMENT = 50",
                "ALTER TABLE t RENAME TO s",
                "ALTER TABLE parent RENAME AS s, ADD n INT",
                "RENAME TABLE t TO s, bare TO naked",
                "RENAME TABLE shown TO seen, counter TO counts",
                "ALTER TABLE t ADD word TEXT, DEFAULT CHARACTER SET latin1 COLLATE latin1_bin",
                "ALTER TABLE t ADD INDEX IF NOT EXISTS (a)",
                "CREATE UNIQUE INDEX i ON t (d, a)",
                "CREATE INDEX IF NOT EXISTS ab ON t (a)",
                "DROP INDEX ab ON t",
                "DROP TABLE child, bare",
                "DROP TABLE IF EXISTS nothing, child",
                "CREATE TABLE n (id INT AUTO_INCREMENT, name VARCHAR(20), j JSON, PRIMARY KEY (id), UNIQUE KEY (name))",
                "CREATE TABLE n (a INT PRIMARY KEY, b INT, CONSTRAINT n_b FOREIGN KEY (b) REFERENCES t (id), KEY (b, a))"
                        + " ENGINE=InnoDB AUTO_INCREMENT=256 DEFAULT CHARSET=latin1 COLLATE=latin1_german1_ci COMMENT='n'",
                "create /* gh-ost */ table `_t_ghc` (id bigint unsigned auto_increment, last_update timestamp not null"
                        + " DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, hint varchar(64) charset ascii not null,"
                        + " value varchar(4096) charset ascii not null, primary key(id), unique key hint_uidx(hint))"
                        + " auto_increment=256",
                "CREATE TABLE _t_gho LIKE t",
                "CREATE TABLE IF NOT EXISTS t (other INT)",
                "CREATE TABLE n (id INT NOT NULL PRIMARY KEY, `select` INT, \"x\" INT)",
            })
    void theCatalogIsTheOneThatTheServerHas(String ddl) throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase();
                Connection connection = new SourceDatabase(database.config()).connect()) {
            // Given
            database.execute(TABLES);
            SourceCatalog before = new CatalogReader(connection, database.name()).read();
            if (ddl.contains("\"")) {
                database.execute("SET sql_mode = 'ANSI_QUOTES'", ddl);
            } else {
                database.execute(ddl);
            }

            // When
            Interpretation interpretation = CatalogInterpreter.interpret(before, DdlParser.parse(ddl, database.name()));

            // Then
            assertThat(interpretation).isInstanceOf(Interpretation.Known.class);
            SourceCatalog after = new CatalogReader(connection, database.name()).read();
            assertThat(lasting(((Interpretation.Known) interpretation).catalog()))
                    .isEqualTo(lasting(after));
        }
    }

    /** Without what changes as rows come and go. */
    private static List<SourceTable> lasting(SourceCatalog catalog) {
        return catalog.tables().stream()
                .map(table -> new SourceTable(
                        table.name(),
                        table.engine(),
                        table.columns(),
                        table.primaryKey(),
                        table.indexes(),
                        table.foreignKeys(),
                        table.checks(),
                        table.versioning(),
                        table.historyOf(),
                        table.partitioning(),
                        null,
                        0,
                        0,
                        table.comment(),
                        table.defaultCollation()))
                .toList();
    }
}
