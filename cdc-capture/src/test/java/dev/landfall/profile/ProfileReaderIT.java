package dev.landfall.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceTable;
import dev.landfall.source.SourceDatabase;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestSourceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found must not depend on who looks for it: the server, or the pass over the documents. */
class ProfileReaderIT {
    private static final Set<Trait> WANTED =
            Set.of(Trait.ABOVE_BIGINT, Trait.NOT_BOOLEAN, Trait.NOT_JSON, Trait.NOT_JSONB, Trait.JSON_REPEATED_KEY);

    private TestSourceDatabase database;

    @BeforeEach
    void create() throws SQLException {
        database = TestMariaDb.shared().createDatabase();
    }

    @AfterEach
    void drop() throws SQLException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", doc JSON DEFAULT '{\"a\": 1}', other JSON DEFAULT '{\"a\": 1, \"a\": 2}'"})
    void integersAreJudgedTheSameBesideDocuments(String documents) throws SQLException {
        database.execute(
                "CREATE TABLE t (id INT PRIMARY KEY, flag TINYINT(1), three TINYINT(1), negative BOOLEAN, big BIGINT"
                        + " UNSIGNED, bigger BIGINT UNSIGNED" + documents + ")",
                "INSERT INTO t (id, flag, three, negative, big, bigger) VALUES (1, 0, 3, -1, 0, 0), (2, 1, 1, 0,"
                        + " 9223372036854775807, 9223372036854775808), (3, NULL, 127, NULL, NULL, 18446744073709551615)");

        TableProfile found = profile();

        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.complete()).isTrue();
        assertThat(found.find("flag", Trait.NOT_BOOLEAN)).isEmpty();
        assertThat(found.find("big", Trait.ABOVE_BIGINT)).isEmpty();
        assertThat(found.find("three", Trait.NOT_BOOLEAN))
                .hasValueSatisfying(count -> assertThat(count.rows()).isEqualTo(2))
                .hasValueSatisfying(count -> assertThat(count.sampleKeys()).containsExactly("id=1", "id=3"));
        assertThat(found.find("negative", Trait.NOT_BOOLEAN))
                .hasValueSatisfying(count -> assertThat(count.rows()).isEqualTo(1));
        assertThat(found.find("bigger", Trait.ABOVE_BIGINT))
                .hasValueSatisfying(count -> assertThat(count.sampleKeys()).containsExactly("id=2", "id=3"));
        assertThat(found.find("doc", Trait.JSON_REPEATED_KEY)).isEmpty();
        assertThat(found.find("other", Trait.JSON_REPEATED_KEY).isPresent()).isEqualTo(!documents.isEmpty());
    }

    private TableProfile profile() throws SQLException {
        try (Connection source = new SourceDatabase(database.config()).connect()) {
            SourceTable table =
                    new CatalogReader(source, database.name()).read().tables().get(0);
            WholeScan scan = new WholeScan(table, WANTED, column -> true);
            for (String part : scan.parts(source)) {
                scan.read(source, part);
            }
            return scan.profile(source);
        }
    }
}
