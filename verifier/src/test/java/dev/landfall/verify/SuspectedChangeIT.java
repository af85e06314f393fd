package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.landfall.event.GtidSet;
import dev.landfall.sql.SqlFile;
import dev.landfall.window.WriteWitness;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows that are suspected when the source changes their table before somebody has looked at them again. */
class SuspectedChangeIT {
    private static final String MIGRATION = "shop";
    private static final String PLAN = "plan";
    private static final VerifyOptions OPTIONS =
            new VerifyOptions(100, 1, 100_000, Duration.ofSeconds(20), Method.AUTO, true, MIGRATION);

    private final ProofLedger ledger = new ProofLedger(MIGRATION);

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE TABLE changed", "ALTER TABLE changed DROP COLUMN v", "DROP TABLE changed"})
    void theirTableIsNotProvenAndTheOthersAre(String change) throws Exception {
        try (MigratedDatabase database = database()) {
            // Given changes of more rows than a statement asks for
            noteChanged(database, "'changed', '[\"' || n || '\"]' FROM generate_series(1, 900) AS n");
            // When the table is changed between the first statement and the second
            assertOnlyTheOtherIsProven(database, change);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE TABLE changed", "DROP TABLE changed"})
    void thatIsSoAlsoWhenNothingIsLeftButToLookAtThemAgain(String change) throws Exception {
        try (MigratedDatabase database = database()) {
            // Given so many changes that they are compared in two parts, all of a row that is in the first one
            noteChanged(
                    database,
                    "'changed', (SELECT min(key) FROM (SELECT '[\"' || id || '\"]' AS key FROM shop.changed) AS keys"
                            + " WHERE hashtextextended(key, 0) % 2 = 0) FROM generate_series(1, 60000)");
            // When the table is changed between the first part and the second
            assertOnlyTheOtherIsProven(database, change);
        }
    }

    /** With a proof, behind which the target has come to differ in all rows of one table and in some of another one. */
    private MigratedDatabase database() throws Exception {
        MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE changed (id INT PRIMARY KEY, v INT)",
                "INSERT INTO changed SELECT seq, seq FROM seq_1_to_900",
                "CREATE TABLE other (id INT PRIMARY KEY, v INT)",
                "INSERT INTO other SELECT seq, seq FROM seq_1_to_900");
        database.target.execute("UPDATE shop.changed SET v = 0", "UPDATE shop.other SET v = 0 WHERE id IN (3, 800)");
        prove(database);
        return database;
    }

    /** @param change of the source, in front of the third piece of work */
    private void assertOnlyTheOtherIsProven(MigratedDatabase database, String change) throws Exception {
        noteChanged(database, "'other', '[\"' || n || '\"]' FROM generate_series(1, 10) AS n");
        // Definitions are known to the second.
        await().until(() -> "1"
                .equals(database.source.value("SELECT MAX(CREATE_TIME) < NOW() - INTERVAL 1 SECOND"
                        + " FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()")));
        Disturbance disturbance =
                new Disturbance(3, () -> database.source.execute("SET SESSION lock_wait_timeout = 20", change));
        VerificationReport report = new Verifier(
                        database.sourceDatabase,
                        database.targetDatabase,
                        database.plan,
                        OPTIONS,
                        new StandingStream(GtidSet.parse(database.source.value("SELECT @@gtid_binlog_pos"))),
                        disturbance)
                .searchChanges(ledger, PLAN, database.plan.tables(), verdict -> {})
                .orElseThrow()
                .report();
        assertThat(disturbance.done()).isTrue();
        assertThat(report.strength()).isEqualTo(Strength.FENCED);
        TableVerdict changed = verdict(report, "changed");
        assertThat(changed.unsettled()).contains("on the source");
        assertThat(changed.differing()).isZero();
        TableVerdict other = verdict(report, "other");
        assertThat(other.unsettled()).isEmpty();
        assertThat(other.sourceRows()).isEqualTo(10);
        assertThat(other.differing()).isEqualTo(1);
    }

    private void prove(MigratedDatabase database) throws Exception {
        database.target.execute(
                SqlFile.load("target/control_schema.sql"),
                "INSERT INTO landfall.migration (name, version, source, target_schema, phase, included_tables,"
                        + " excluded_tables, basis) VALUES ('shop', '1', 's', 'shop', 'streaming', '', '', '{}')",
                "INSERT INTO landfall.position (migration, gtids, binlog_file, binlog_offset, step)"
                        + " VALUES ('shop', '0-1-7', 'f', 1, 10)");
        try (Connection control = database.target.connect()) {
            new WriteWitness(MIGRATION, database.plan.tables()).place(control, false);
            ledger.begin(control, PLAN, MigratedDatabase.SCHEMA);
            ProofView view = ledger.read(control).orElseThrow();
            assertThat(ledger.prove(control, view, true, Optional.empty())).isTrue();
        }
    }

    /** As the stream does it. @param rows a table and the text of a key, with where they come from */
    private static void noteChanged(MigratedDatabase database, String rows) throws Exception {
        database.target.execute("INSERT INTO landfall.changed_row (migration, columns, source_table, row_values)"
                + " SELECT 'shop', '{0}', " + rows);
    }

    private static TableVerdict verdict(VerificationReport report, String table) {
        return report.tables().stream()
                .filter(verdict -> verdict.table().name().equals(table))
                .findFirst()
                .orElseThrow();
    }
}
