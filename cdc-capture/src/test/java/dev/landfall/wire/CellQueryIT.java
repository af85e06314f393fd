package dev.landfall.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading that is given up in its middle. */
class CellQueryIT {
    private static final SQLException NO_MORE = new SQLException("no more");

    private TestSourceDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestMariaDb.shared().createDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    /** @param rows of a result that is on its way, and of one that has arrived */
    @ParameterizedTest
    @ValueSource(ints = {300_000, 2})
    void theRestOfWhatIsNotWantedIsNotReadAndTheSessionGoesOn(int rows) throws Exception {
        database.execute(
                "CREATE TABLE wide (id INT PRIMARY KEY, filler CHAR(200) NOT NULL)",
                "INSERT INTO wide SELECT seq, REPEAT('x', 200) FROM seq_1_to_" + rows);
        try (Connection source = new SourceDatabase(database.config()).connect();
                Statement statement = source.createStatement()) {
            SourceTable table = new CatalogReader(source, database.name())
                    .read()
                    .table(new TableName(database.name(), "wide"))
                    .orElseThrow();
            CellQuery query = new CellQuery(table.name(), table.columns());
            // Given a read view
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
            database.execute("INSERT INTO wide VALUES (0, '')");
            long before = sent(statement);
            // When the first row is more than its reader can take, again and again
            for (int times = 0; times < 20; times++) {
                assertThatThrownBy(() -> query.run(source, "FROM " + table.rows(), List.of(), row -> {
                            throw NO_MORE;
                        }))
                        .isSameAs(NO_MORE);
            }
            // Then the server has sent less than half of them
            assertThat(sent(statement) - before).isLessThan(20L * Math.max(rows, 1_000) * 100);
            // and the session shows what it showed
            try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM wide")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(rows);
            }
        }
    }

    private static long sent(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Bytes_sent'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
