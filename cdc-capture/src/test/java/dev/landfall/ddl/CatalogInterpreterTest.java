package dev.landfall.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.ServerInfo;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceSequence;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.SourceView;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.Interpretation.TableChange;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogInterpreterTest {
    private static final SourceCatalog CATALOG = catalog();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RENAME TABLE v TO w",
                "RENAME TABLE s TO w",
                "RENAME TABLE v TO w, w TO x",
                "RENAME TABLE v TO w, s TO v, w TO s",
                "RENAME TABLE s TO other.s",
                "ALTER TABLE s RENAME TO w",
                "ALTER TABLE outside ADD a INT",
                "ALTER TABLE outside RENAME TO other.outside",
            })
    void aViewOrASequenceOfAnotherNameLeavesTheTablesAsTheyAre(String ddl) {
        assertThat(interpret(ddl)).isEqualTo(new Interpretation.Known(CATALOG, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RENAME TABLE t TO u, v TO t            | u",
                "RENAME TABLE t TO u, v TO t, t TO last | u",
            })
    void aTableWhoseNameAViewGetsIsFollowed(String ddl, String after) {
        Interpretation.Known known = (Interpretation.Known) interpret(ddl);

        TableName name = new TableName("shop", after);
        assertThat(known.changes()).containsExactly(new TableChange(new TableName("shop", "t"), name, List.of(0)));
        assertThat(known.catalog().tables()).extracting(SourceTable::name).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RENAME TABLE outside TO w",
                "ALTER TABLE outside RENAME TO w",
                "ALTER TABLE outside ADD a INT, RENAME t",
                "ALTER TABLE other.outside RENAME TO shop.w",
                "RENAME TABLE v TO w, outside TO v",
                "RENAME TABLE v TO w, v TO x",
                "RENAME TABLE t TO w, v TO t, w TO v",
                "RENAME TABLE v TO w, t TO v",
                "RENAME TABLE v TO w, t TO v, w TO t",
                "ALTER TABLE t RENAME TO v",
                "ALTER TABLE t RENAME TO s",
            })
    void whatMayBeATableFromOutsideOrHasNoNameToGoByIsNotUnderstood(String ddl) {
        assertThat(interpret(ddl)).isInstanceOf(Interpretation.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD n DOUBLE DEFAULT ''",
                "ALTER TABLE t ADD n DOUBLE DEFAULT 1e3",
                "ALTER TABLE t ADD n DOUBLE DEFAULT '-1e-400'"
            })
    void whatTheServerMakesOfADefaultIsNotGuessed(String ddl) {
        assertThat(interpret(ddl)).isInstanceOf(Interpretation.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DOUBLE DEFAULT -0           | 0",
                "FLOAT DEFAULT -0.0          | 0",
                "DOUBLE DEFAULT -.00         | 0",
                "VARCHAR(9) DEFAULT -0.0     | 0.0",
                "DOUBLE DEFAULT 0e0          | 0",
                "DOUBLE DEFAULT '0'          | 0",
                "DOUBLE DEFAULT -0e0         | -0",
                "FLOAT DEFAULT -0.0E0        | -0",
                "FLOAT NOT NULL DEFAULT '-0' | -0",
                "DOUBLE DEFAULT '-0.00'      | -0",
                "DOUBLE DEFAULT '-0e-5'      | -0",
                "DECIMAL(5,2) DEFAULT '-0'   | 0.00",
                "INT DEFAULT -0e0            | 0",
            })
    void onlyAFloatingPointZeroHasASign(String definition, String text) {
        Interpretation.Known added = (Interpretation.Known) interpret("ALTER TABLE t ADD n " + definition);
        Interpretation.Known created = (Interpretation.Known) interpret("CREATE TABLE u (n " + definition + ")");

        assertThat(added.catalog()
                        .table(new TableName("shop", "t"))
                        .orElseThrow()
                        .columns())
                .last()
                .matches(column -> column.defaultValue().equals(new ColumnDefault.Literal(text)))
                .matches(column -> column.defaultsToNegativeZero() == text.startsWith("-"));
        assertThat(created.catalog()
                        .table(new TableName("shop", "u"))
                        .orElseThrow()
                        .columns())
                .singleElement()
                .matches(column -> column.defaultValue().equals(new ColumnDefault.Literal(text)));
    }

    private static Interpretation interpret(String ddl) {
        return CatalogInterpreter.interpret(CATALOG, DdlParser.parse(ddl, "shop"));
    }

    private static SourceCatalog catalog() {
        ServerInfo server = new ServerInfo(
                "11.4.5-MariaDB", 1, true, "ROW", "FULL", false, "0-1-1", 0, false, false, 0, "", "SYSTEM");
        SourceView view = new SourceView(new TableName("shop", "v"), List.of("a"), "select 1 AS `a`");
        SourceSequence sequence = new SourceSequence(new TableName("shop", "s"), 1, 1, 100, 1, 10, false);
        SourceCatalog empty = new SourceCatalog(
                server, "shop", List.of(), List.of(sequence), List.of(view), List.of(), "utf8mb4_general_ci");
        Interpretation made =
                CatalogInterpreter.interpret(empty, DdlParser.parse("CREATE TABLE t (id INT PRIMARY KEY)", "shop"));
        return ((Interpretation.Known) made).catalog();
    }
}
