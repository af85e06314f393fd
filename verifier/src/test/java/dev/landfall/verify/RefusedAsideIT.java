package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.apply.RefusedIdentity;
import dev.landfall.rules.Loss;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.Policy;
import dev.landfall.sql.SqlFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that a policy sets aside because PostgreSQL refuses them are told from those that are missing. */
class RefusedAsideIT {
    private static final String MIGRATION = "shop";
    private static final MappingRules REJECT = new MappingRules(
            Map.of(Loss.REFUSED_ROW, Policy.of(Policy.Kind.REJECT)), List.of(), true, List.of(), List.of(), List.of());

    private static MigratedDatabase database(String table) throws SQLException {
        MigratedDatabase database = new MigratedDatabase(REJECT, table);
        database.target.execute(
                SqlFile.load("target/control_schema.sql"),
                "INSERT INTO landfall.migration (name, version, source, target_schema, phase, included_tables,"
                        + " excluded_tables, basis) VALUES ('shop', '1', 's', 'shop', 'streaming', '', '', '{}')");
        return database;
    }

    /** @param condition of the source's rows that are set aside */
    private static void setAside(MigratedDatabase database, String table, String condition) throws SQLException {
        RefusedIdentity refused = new RefusedIdentity(MIGRATION, database.table(table));
        try (Session session = SessionPair.openSource(database.sourceDatabase)) {
            String identities = session.with(source -> refused.ofSource(source, condition)).entrySet().stream()
                    .flatMap(equal -> Collections.nCopies(Math.toIntExact(equal.getValue()), equal.getKey()).stream())
                    .collect(Collectors.joining(","));
            database.target.execute("INSERT INTO landfall.rejected_row (migration, source_table, identity, row_key,"
                    + " source_column, loss, reason, original) SELECT 'shop', '" + table
                    + "', identity, '', '*', 'refusedRow', '', '{}' FROM unnest('{" + identities
                    + "}'::text[]) AS aside (identity)");
        }
    }

    private static TableVerdict verdict(MigratedDatabase database, Method method) throws Exception {
        VerifyOptions options = new VerifyOptions(100, 2, 50_000, Duration.ofSeconds(10), method, false, MIGRATION);
        VerificationReport report = database.verify(options, database.caughtUp());
        assertThat(report.strength()).isEqualTo(Strength.STATIC);
        return report.tables().get(0);
    }

    /** More of them than are held at once, twice over. */
    @ParameterizedTest
    @EnumSource(names = {"CHECKSUMS", "ROWS"})
    void howeverManyAreSetAsideTheyAreNoDifference(Method method) throws Exception {
        try (MigratedDatabase database = database("CREATE TABLE item (code VARCHAR(20) PRIMARY KEY, price INT)")) {
            database.source.execute(
                    "INSERT INTO item SELECT CONCAT('c', seq), IF(seq <= 21000, -1, 1) FROM seq_1_to_22000");
            database.target.execute("INSERT INTO shop.item SELECT 'c' || n, 1 FROM generate_series(21001, 22000) n");
            setAside(database, "item", "price < 0");

            TableVerdict clean = verdict(database, method);

            assertThat(clean.differing()).isZero();
            assertThat(clean.sourceRows()).isEqualTo(1000);
            assertThat(clean.targetRows()).isEqualTo(1000);

            // When some are missing besides those
            database.source.execute("INSERT INTO item VALUES ('new 1', -1), ('new 2', -1)");
            database.target.execute("DELETE FROM shop.item WHERE code = 'c22000'");

            assertThat(verdict(database, method).differences())
                    .extracting(RowDifference::key)
                    .containsExactlyInAnyOrder("code=new 1", "code=new 2", "code=c22000");
        }
    }

    @Test
    void checksumsAreOfTheRowsThatAreNotSetAside() throws Exception {
        try (MigratedDatabase database = database("CREATE TABLE item (id INT PRIMARY KEY, price INT, d JSON)")) {
            database.source.execute(
                    "INSERT INTO item SELECT seq, IF(seq % 10, 1, -1), '{\"a\": 1}' FROM seq_1_to_3000");
            database.target.execute(
                    "INSERT INTO shop.item SELECT n, 1, '{\"a\": 1}' FROM generate_series(1, 3000) n WHERE n % 10 > 0");
            setAside(database, "item", "price < 0");
            TableChecksums aside = checksums(database);
            database.source.execute("DELETE FROM item WHERE price < 0");

            assertThat(aside.same()).isTrue();
            assertThat(aside).isEqualTo(checksums(database));
        }
    }

    @Test
    void checksumsCountEachOfEqualRowsThatAreSetAside() throws Exception {
        try (MigratedDatabase database = database("CREATE TABLE bag (price INT)")) {
            database.source.execute("INSERT INTO bag VALUES (1), (1), (1), (-1), (-1), (2)");
            database.target.execute("INSERT INTO shop.bag VALUES (1), (2)");
            setAside(database, "bag", "price = -1");
            setAside(database, "bag", "price = 1");
            database.target.execute(
                    "DELETE FROM landfall.rejected_row WHERE id = (SELECT max(id) FROM landfall.rejected_row)");
            TableChecksums aside = checksums(database);
            database.source.execute("DELETE FROM bag WHERE price = -1", "DELETE FROM bag WHERE price = 1 LIMIT 2");

            assertThat(aside.same()).isTrue();
            assertThat(aside).isEqualTo(checksums(database));
        }
    }

    private static TableChecksums checksums(MigratedDatabase database) throws Exception {
        TableVerdict verdict = verdict(database, Method.CHECKSUMS);
        assertThat(verdict.matches()).isTrue();
        return Objects.requireNonNull(verdict.checksums());
    }

    @ParameterizedTest
    @EnumSource(names = {"CHECKSUMS", "ROWS"})
    void whereNoneAreSetAsideAllThatAreMissingDiffer(Method method) throws Exception {
        try (MigratedDatabase database = database("CREATE TABLE item (code VARCHAR(20) PRIMARY KEY, price INT)")) {
            database.source.execute("INSERT INTO item SELECT CONCAT('c', seq), 1 FROM seq_1_to_21000");
            database.target.execute("INSERT INTO shop.item SELECT 'c' || n, 1 FROM generate_series(20001, 21000) n");

            TableVerdict none = verdict(database, method);
            setAside(database, "item", "code = 'c7'");
            TableVerdict one = verdict(database, method);

            assertThat(none.differing()).isEqualTo(20_000);
            assertThat(none.differences()).hasSize(100);
            assertThat(one.differing()).isEqualTo(19_999);
            assertThat(one.differences()).hasSize(100);
        }
    }
}
