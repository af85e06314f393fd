package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.testing.Failure;
import dev.landfall.testing.Failure.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that PostgreSQL cannot hold, under each policy, by snapshot and by stream, counted and verified. */
class PolicyIT {
    private static final String SESSION = "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'";
    private static final String COLUMNS = "id INT PRIMARY KEY, d DATE, dt DATETIME(3) NOT NULL, ts TIMESTAMP NULL,"
            + " txt VARCHAR(20) CHARACTER SET utf8mb4, old VARCHAR(20) CHARACTER SET gbk, doc JSON, n BIGINT UNSIGNED,"
            + " flag TINYINT(1)";
    private static final String GOOD =
            "'2024-01-02', '2024-01-02 03:04:05.678', NULL, 'fine', 'ok', '{\"a\": 1}', 7, 1";
    private static final int ROWS = 10;

    private static final String CLEAN = "SELECT clean_verification_at IS NOT NULL FROM landfall.migration";

    @TempDir
    private Path folder;

    private Path config = Path.of("");

    @BeforeEach
    void writeConfiguration() throws IOException {
        config = folder.resolve("landfall.yaml");
        Files.writeString(config, """
                mapping:
                  columns:
                    "t_*.doc": {type: jsonb}
                    "t_*.n": {type: bigint}
                    "t_*.flag": {type: boolean}
                    "t_null.*": {zeroDate: null, nulCharacter: null, unreadableText: "null", unfitJson: null, outOfRange: null}
                    "t_replace.*": {zeroDate: replace, nulCharacter: replace, unreadableText: "sentinel:?", unfitJson: replace, outOfRange: replace}
                    "t_sentinel.*": {zeroDate: "sentinel:1900-01-01", nulCharacter: "sentinel:it's \\\\", unreadableText: "sentinel:", unfitJson: "sentinel:{}"}
                    "t_sentinel.n": {outOfRange: "sentinel:12"}
                    "t_sentinel.flag": {outOfRange: "sentinel:false"}
                    "t_reject.*": {zeroDate: reject, nulCharacter: reject, unreadableText: reject, unfitJson: reject, outOfRange: reject}
                """);
    }

    @Test
    @Failure(
            where = Where.BINARY_LOG,
            what = "values that PostgreSQL cannot hold, in a column with a policy",
            result = "what the policy says, in the snapshot as in the stream, and the loss is counted")
    void everyPolicyHoldsOnBothWaysAndInTheVerification() throws Exception {
        try (Voyage voyage = Voyage.begin(tables())) {
            // Given
            voyage.source().execute(rows(0));

            // When
            run(voyage, "snapshot");
            voyage.source().execute(rows(100));
            voyage.source().execute(SESSION, "UPDATE t_null SET n = 18446744073709551615, flag = -1 WHERE id = 1");
            run(voyage, "stream", "--until", "caught-up");

            // Then
            for (int way : new int[] {0, 100}) {
                assertThat(values(voyage, "t_null", way))
                        .containsExactly(null, null, null, null, null, null, null, null, null, null, null);
                assertThat(values(voyage, "t_replace", way))
                        .containsExactly(
                                "-infinity",
                                "-infinity",
                                "2024-05-01",
                                "2024-02-29",
                                "-infinity",
                                "a\uFFFDb",
                                "?",
                                "{\"a\": 2}",
                                "\"\uFFFDx\"",
                                "9223372036854775807",
                                "true");
                assertThat(values(voyage, "t_sentinel", way))
                        .containsExactly(
                                "1900-01-01",
                                "1900-01-01 00:00:00",
                                "1900-01-01",
                                "1900-01-01",
                                "1900-01-01 00:00:00+00",
                                "it's \\",
                                "",
                                "{}",
                                "{}",
                                "12",
                                "false");
            }
            assertThat(voyage.target().value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.t_reject"))
                    .isEqualTo("0,100");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.rejected_row"))
                    .isEqualTo(String.valueOf(2 * ROWS));
            assertThat(voyage.target()
                            .value("SELECT original -> 'values' -> 'd' ->> 'text' FROM landfall.rejected_row"
                                    + " WHERE row_key = 'id=3'"))
                    .isEqualTo("2024-05-00");
            Voyage.Ended verify = run(voyage, "verify");
            assertThat(verify.out())
                    .contains("t_reject.d ", "zeroDate", "sentinel:1900-01-01", "20 rows of t_reject are set aside");
            Voyage.Ended status = voyage.run("status", "-c", config.toString(), "--output", "json");
            assertThat(status.out()).contains("\"rejectedRows\":20", "\"inSnapshot\":3,\"inStream\":3");
        }
    }

    @Test
    void aRowThatIsSetAsideFollowsItsChanges() throws Exception {
        try (Voyage voyage = Voyage.begin(tables())) {
            voyage.source().execute(rows(0));
            run(voyage, "snapshot");

            // When one is corrected, one is deleted, one gets worse, and two others stop fitting
            voyage.source()
                    .execute(
                            SESSION,
                            "UPDATE t_reject SET d = '2024-03-01', dt = '2024-03-01' WHERE id = 1",
                            "DELETE FROM t_reject WHERE id = 4",
                            "UPDATE t_reject SET d = '0000-00-00' WHERE id = 6",
                            "INSERT INTO t_reject VALUES (50, " + GOOD + ")",
                            "UPDATE t_reject SET txt = 'n\\0' WHERE id = 50",
                            "INSERT INTO t_reject VALUES (51, " + GOOD + ")",
                            "UPDATE t_reject SET id = 52, flag = 9 WHERE id = 51");
            run(voyage, "stream", "--until", "caught-up");

            // Then
            assertThat(voyage.target().value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.t_reject"))
                    .isEqualTo("0,1");
            assertThat(voyage.target().value("SELECT string_agg(row_key, ',' ORDER BY id) FROM landfall.rejected_row"))
                    .isEqualTo("id=2,id=3,id=5,id=7,id=8,id=9,id=10,id=6,id=50,id=52");
            assertThat(voyage.target()
                            .value("SELECT count(*) FROM landfall.event_ledger"
                                    + " WHERE read_events <> applied + skipped + rejected"))
                    .isEqualTo("0");
            run(voyage, "verify");

            // When
            voyage.source().execute("TRUNCATE TABLE t_reject");
            run(voyage, "stream", "--until", "caught-up");

            // Then
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.rejected_row"))
                    .isEqualTo("0");
            run(voyage, "verify");
        }
    }

    @Test
    void rowsThatWereSetAsideAreTriedAgainByOtherPolicies() throws Exception {
        try (Voyage voyage = Voyage.begin(tables())) {
            voyage.source().execute(rows(0));
            run(voyage, "snapshot");
            run(voyage, "verify");
            assertThat(voyage.target().value(CLEAN)).isEqualTo("t");
            Files.writeString(
                    config,
                    Files.readString(config)
                            .replace("nulCharacter: reject", "nulCharacter: \"sentinel:\"")
                            .replace("{zeroDate: reject", "{zeroDate: \"null\""));

            // When
            Voyage.Ended replay = run(voyage, "replay");
            assertThat(voyage.target().value(CLEAN))
                    .as("what was verified by other policies counts no more")
                    .isEqualTo("f");
            voyage.source()
                    .execute(
                            SESSION,
                            "INSERT INTO t_reject VALUES (60, " + GOOD + ")",
                            "UPDATE t_reject SET dt = '0000-00-00' WHERE id = 60");
            run(voyage, "stream", "--until", "caught-up");

            // Then
            assertThat(replay.out()).contains("REPLAYED: 5 rows written to the target, 5 rows still set aside");
            assertThat(voyage.target().value("SELECT string_agg(id::text, ',' ORDER BY id) FROM shop.t_reject"))
                    .isEqualTo("0,1,2,3,4,5,60");
            assertThat(voyage.target().value("SELECT dt IS NULL FROM shop.t_reject WHERE id = 60"))
                    .isEqualTo("t");
            run(voyage, "verify");
        }
    }

    @Test
    void rowsThatBelongTogetherComeBackInAnyOrder() throws Exception {
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE t_reject (id INT PRIMARY KEY, d DATE)",
                "CREATE TABLE a_child (id INT PRIMARY KEY, parent INT, d DATE, FOREIGN KEY (parent) REFERENCES t_reject (id))")) {
            Files.writeString(config, "mapping: {policies: {zeroDate: reject}}");
            voyage.source()
                    .execute(
                            SESSION,
                            "INSERT INTO t_reject VALUES (1, '0000-00-00')",
                            "INSERT INTO a_child VALUES (1, 1, '0000-00-00')");
            run(voyage, "snapshot");
            assertThat(voyage.target().value("SELECT count(*) FROM landfall.rejected_row"))
                    .isEqualTo("2");

            Files.writeString(config, "mapping: {policies: {zeroDate: stop}}");
            Voyage.Ended stop = voyage.run("replay", "-c", config.toString());
            Files.writeString(config, "mapping: {policies: {zeroDate: replace}}");
            run(voyage, "replay");

            assertThat(stop.exitCode()).as(stop.toString()).isEqualTo(2);
            assertThat(stop.err()).contains("RUN-002", "zeroDate: reject has dealt with values already");
            assertThat(voyage.target().value("SELECT count(*) FROM shop.a_child"))
                    .isEqualTo("1");
            run(voyage, "verify");
        }
    }

    @Test
    void otherCharacterSetsAndGeneratedColumnsAreVerifiedByThePolicyToo() throws Exception {
        Files.writeString(config, """
                mapping:
                  policies: {nulCharacter: replace, unreadableText: "sentinel:\u2620"}
                  columns:
                    "*.doc": {type: jsonb, unfitJson: replace}
                """);
        try (Voyage voyage = Voyage.begin(
                "CREATE TABLE t (id INT PRIMARY KEY, u VARCHAR(9) CHARACTER SET ucs2, a VARCHAR(9) CHARACTER SET ascii, l"
                        + " VARCHAR(9) CHARACTER SET latin1, j VARCHAR(9) CHARACTER SET cp932, h CHAR(32) AS (MD5(l)) STORED)",
                "CREATE TABLE audit (doc JSON)")) {
            for (int from : new int[] {0, 10}) {
                voyage.source()
                        .execute(
                                "SET SESSION sql_mode = ''",
                                "INSERT INTO t (id, u, a, l, j) VALUES (" + (from + 1)
                                        + ", CONVERT('a\0b' USING ucs2), 'x', 'l\0'," + " x'8790')",
                                "INSERT INTO t (id, u, a, l, j) VALUES (" + (from + 2)
                                        + ", 'plain', x'C3A9', 'm', 'k?')",
                                "INSERT INTO audit VALUES ('{\"a\":1,\"a\":2}'), ('[1]'), ('[1]')");
                if (from == 0) {
                    run(voyage, "snapshot");
                } else {
                    run(voyage, "stream", "--until", "caught-up");
                }
            }
            assertThat(voyage.target()
                            .value(
                                    "SELECT string_agg(concat_ws(' ', u, a, l, j), ', ' ORDER BY id) FROM shop.t WHERE id"
                                            + " > 10"))
                    .isEqualTo("a\uFFFDb x l\uFFFD \u2252, plain \u2620 m k?");
            run(voyage, "verify");
        }
    }

    @Test
    void withoutAPolicyTheSnapshotStopsAtTheValueAndNamesTheWayOut() throws SQLException {
        try (Voyage voyage = Voyage.begin("CREATE TABLE t (id INT PRIMARY KEY, d DATE)")) {
            voyage.source().execute(SESSION, "INSERT INTO t VALUES (5, '2024-00-10')");

            Voyage.Ended snapshot = voyage.run("snapshot");

            assertThat(snapshot.exitCode()).isEqualTo(3);
            assertThat(snapshot.err()).contains("TYPE-001", "t.d [id=5]: 2024-00-10 is not a date", "zeroDate: reject");
        }
    }

    private Voyage.Ended run(Voyage voyage, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-c", config.toString()));
        Voyage.Ended ended = voyage.run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended;
    }

    private static String[] tables() {
        return List.of("null", "replace", "sentinel", "reject").stream()
                .map(name -> "CREATE TABLE t_" + name + " (" + COLUMNS + ")")
                .toArray(String[]::new);
    }

    /** A row that fits, and one for each thing that does not. */
    private static String[] rows(int from) {
        List<String> sql = new ArrayList<>(List.of(SESSION));
        for (String table : List.of("t_null", "t_replace", "t_sentinel", "t_reject")) {
            for (int row = 0; row <= ROWS; row++) {
                sql.add("INSERT INTO " + table + " VALUES (" + (from + row) + ", " + GOOD + ")");
            }
            for (String change : List.of(
                    "d = '0000-00-00', dt = '0000-00-00 00:00:00' WHERE id = 1",
                    "d = '2024-02-31' WHERE id = 2",
                    "d = '2024-05-00' WHERE id = 3",
                    "ts = '0000-00-00 00:00:00' WHERE id = 4",
                    "txt = 'a\\0b' WHERE id = 5",
                    "old = x'FEFE' WHERE id = 6",
                    "doc = '{\"a\":1,\"a\":2}' WHERE id = 7",
                    "doc = '\"\\\\u0000x\"' WHERE id = 8",
                    "n = 18446744073709551615 WHERE id = 9",
                    "flag = 2 WHERE id = 10")) {
                int id = Integer.parseInt(change.substring(change.lastIndexOf(' ') + 1));
                sql.add("UPDATE " + table + " SET " + change.substring(0, change.lastIndexOf(' ') + 1) + (from + id));
            }
        }
        return sql.toArray(String[]::new);
    }

    /** What has become of each of them, in the order of {@link #rows}. */
    private static List<@Nullable String> values(Voyage voyage, String table, int from) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (String place :
                List.of("d:1", "dt:1", "d:3", "d:2", "ts:4", "txt:5", "old:6", "doc:7", "doc:8", "n:9", "flag:10")) {
            String[] parts = place.split(":", -1);
            values.add(voyage.target()
                    .value("SELECT " + parts[0] + "::text FROM shop." + table + " WHERE id = "
                            + (from + Integer.parseInt(parts[1]))));
        }
        return values;
    }
}
