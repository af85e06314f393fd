package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.verify.cells.ZeroSigns;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever server the tests run on: MariaDB 11.4 keeps a -0, MariaDB 10.11 as Debian packages it stores 0. */
class ZeroSignsIT {
    @ParameterizedTest
    @ValueSource(strings = {"InnoDB", "Aria", "MyISAM"})
    void theServerSaysOfItselfWhatItsTablesDo(String engine) throws SQLException {
        try (TestSourceDatabase database = TestMariaDb.shared().createDatabase();
                Connection source = new SourceDatabase(database.config()).connect()) {
            // Given every way in which a -0 comes into a table
            database.execute(
                    "CREATE TABLE zero (id INT PRIMARY KEY, d DOUBLE, f FLOAT, du DOUBLE UNSIGNED, fu FLOAT UNSIGNED,"
                            + " dr DOUBLE(10,3), fr FLOAT(10,3)) ENGINE=" + engine);
            try (PreparedStatement insert = source.prepareStatement("INSERT INTO zero VALUES (1, ?, ?, ?, ?, ?, ?)")) {
                for (int i = 1; i <= 6; i++) {
                    insert.setDouble(i, -0.0);
                }
                insert.executeUpdate();
            }
            database.execute(
                    "INSERT INTO zero VALUES (2, -0e0, -0e0, -0e0, -0e0, -0e0, -0e0), (3, '-0', '-0', '-0', '-0', '-0', '-0'),"
                            + " (4, 0, 0, 0, 0, 0, 0)",
                    "UPDATE zero SET d = -d, f = -f, du = -du, fu = -fu, dr = -dr, fr = -fr WHERE id = 4");
            // When the server is asked without one
            ZeroSigns zeros = ZeroSigns.of(source);
            // Then rows are stored and sent so
            List<List<Boolean>> sent = signsSent(source, database);
            for (int row = 1; row <= 4; row++) {
                assertThat(sent.get(row - 1))
                        .as("row %d, %s", row, zeros)
                        .containsExactly(
                                zeros.inDouble(), zeros.inFloat(), zeros.inDouble(), zeros.inFloat(), false, false);
                for (int i = 0; i < 6; i++) {
                    String column = List.of("d", "f", "du", "fu", "dr", "fr").get(i);
                    assertThat(database.value("SELECT HEX(POINT(" + column
                                    + ", 0)) = HEX(POINT(-0e0, 0)) FROM zero WHERE id = " + row))
                            .as("row %d, %s", row, column)
                            .isEqualTo(sent.get(row - 1).get(i) ? "1" : "0");
                }
            }
        }
    }

    /** Row by row whether each of the columns comes with a sign, as rows are read. */
    private static List<List<Boolean>> signsSent(Connection source, TestSourceDatabase database) throws SQLException {
        SourceTable table = new CatalogReader(source, database.name())
                .read()
                .table(new TableName(database.name(), "zero"))
                .orElseThrow();
        List<List<Boolean>> rows = new ArrayList<>();
        new CellQuery(table.name(), table.columns().subList(1, 7))
                .run(source, "FROM zero ORDER BY id", List.of(), row -> {
                    List<Boolean> signs = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        signs.add(row.bytes()[row.offset(i) + row.length(i) - 1] < 0);
                    }
                    rows.add(signs);
                });
        return rows;
    }

    @Test
    void aZeroOfTheOtherSignDiffersExactlyWhereTheSourceKeepsIt() throws Exception {
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE zero (id INT PRIMARY KEY, d DOUBLE, f FLOAT, KEY (d))",
                "INSERT INTO zero VALUES (1, 0, 0), (2, -0e0, -0e0), (3, 0, 0), (4, -0e0, -0e0), (5, 1, -1)",
                "CREATE TABLE by_double (d DOUBLE PRIMARY KEY, n INT)",
                "INSERT INTO by_double VALUES (0, 7), (1, 7)",
                "CREATE TABLE by_pair (n INT, f FLOAT, PRIMARY KEY (n, f))",
                "INSERT INTO by_pair VALUES (1, -0e0), (2, -0e0)",
                "CREATE TABLE keyless (d DOUBLE, n INT)",
                "INSERT INTO keyless VALUES (0, 1), (-0e0, 1), (-0e0, 2)",
                "CREATE TABLE rounded (id INT PRIMARY KEY, d DOUBLE(10,3), f FLOAT(10,3))",
                "INSERT INTO rounded VALUES (1, 0, -0e0), (2, -0e0, 0)",
                "CREATE TABLE computed (id INT PRIMARY KEY, d DOUBLE, g DOUBLE AS (COALESCE(d, 1e0)) STORED)",
                "INSERT INTO computed (id, d) VALUES (1, 0), (2, -0e0), (3, 1)")) {
            assertThat(database.verify()).isInstanceOf(VerificationReport.Clean.class);
            assertThat(database.table("computed").columns().get(2).written()).isFalse();

            database.target.execute(
                    "UPDATE shop.zero SET d = '-0' WHERE id = 1",
                    "UPDATE shop.zero SET d = 0 WHERE id = 2",
                    "UPDATE shop.zero SET f = '-0' WHERE id = 3",
                    "UPDATE shop.zero SET f = 0 WHERE id = 4",
                    "UPDATE shop.by_double SET d = '-0' WHERE d = 0",
                    "UPDATE shop.by_pair SET f = 0 WHERE n = 2",
                    "UPDATE shop.keyless SET d = 0 WHERE n = 2",
                    "UPDATE shop.rounded SET d = '-0', f = '-0'",
                    "ALTER TABLE shop.computed DROP g",
                    "ALTER TABLE shop.computed ADD g double precision",
                    "UPDATE shop.computed SET g = CASE WHEN d = 0 THEN -d ELSE d END");
            VerificationReport report = database.verify();

            ZeroSigns zeros = database.zeros();
            List<String> expected = new ArrayList<>();
            if (zeros.inDouble()) {
                expected.addAll(List.of(
                        "CHANGED id=1 ZERO_SIGN d 0 -0",
                        "CHANGED id=2 ZERO_SIGN d -0 0",
                        "CHANGED d=0 ZERO_SIGN d 0 -0"));
            }
            if (zeros.inFloat()) {
                expected.addAll(List.of(
                        "CHANGED id=3 ZERO_SIGN f 0 -0",
                        "CHANGED id=4 ZERO_SIGN f -0 0",
                        "CHANGED n=2, f=-0 ZERO_SIGN f -0 0"));
            }
            assertThat(MigratedDatabase.differences(report).stream()
                            .filter(difference -> difference.kind() == RowDifference.Kind.CHANGED)
                            .map(ZeroSignsIT::inWords))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(MigratedDatabase.differences(report).stream()
                            .filter(difference -> difference.kind() != RowDifference.Kind.CHANGED)
                            .map(difference -> difference.kind() + " "
                                    + difference.columns().get(0)))
                    .containsExactlyInAnyOrderElementsOf(
                            zeros.inDouble()
                                    ? List.of(
                                            "MISSING ColumnDifference[column=d, source=-0, target=null, cause=MISSING_ROW]",
                                            "EXTRA ColumnDifference[column=d, source=null, target=0, cause=EXTRA_ROW]")
                                    : List.of());
        }
    }

    private static String inWords(RowDifference difference) {
        StringBuilder words = new StringBuilder()
                .append(difference.kind())
                .append(' ')
                .append(difference.key())
                .append(' ')
                .append(difference.cause());
        difference
                .columns()
                .forEach(column -> words.append(' ')
                        .append(column.column())
                        .append(' ')
                        .append(column.source())
                        .append(' ')
                        .append(column.target()));
        return words.toString();
    }
}
