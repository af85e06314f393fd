package dev.landfall.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every case of {@code types.cases} by snapshot, by INSERT and by UPDATE of the stream, then verified. Server, session,
 * target and Java virtual machine are all in other time zones.
 */
class TypeRoundTripIT {
    private static final int BY_INSERT = 10_000;
    private static final int BY_UPDATE = 20_000;
    private static final String SESSION = "SET SESSION sql_mode = '', time_zone = '+00:00', NAMES utf8mb4";

    @Test
    void everyValueArrivesOnEveryWay() throws SQLException {
        List<TypeCases.Block> blocks;
        try (Voyage voyage = Voyage.begin()) {
            int version = version(voyage);
            blocks = TypeCases.read().blocks().stream()
                    .filter(block -> block.since() <= version)
                    .toList();
            String zone =
                    voyage.source().query("SELECT @@global.time_zone").get(0).get(0);
            try {
                voyage.source().execute("SET GLOBAL time_zone = '+12:45'");
                voyage.target()
                        .execute("ALTER DATABASE " + voyage.target().name() + " SET timezone = 'America/St_Johns'");
                journey(voyage, blocks);
            } finally {
                voyage.source().execute("SET GLOBAL time_zone = '" + zone + "'");
            }
        }
    }

    private static void journey(Voyage voyage, List<TypeCases.Block> blocks) throws SQLException {
        // Given
        List<String> before = new ArrayList<>(List.of(SESSION));
        for (int i = 0; i < blocks.size(); i++) {
            before.add("CREATE TABLE t" + i + " (id INT PRIMARY KEY, v "
                    + blocks.get(i).source() + ") CHARACTER SET utf8mb4");
            before.addAll(inserts(blocks.get(i), i, 0));
            for (int row = 0; row < blocks.get(i).values().size(); row++) {
                before.add("INSERT INTO t" + i + " (id) VALUES (" + (BY_UPDATE + row) + ")");
            }
        }
        voyage.source().execute(before.toArray(String[]::new));

        // When
        Voyage.Ended snapshot = voyage.run("snapshot");
        assertThat(snapshot.exitCode()).as(snapshot.toString()).isZero();
        List<String> after = new ArrayList<>(List.of(SESSION));
        for (int i = 0; i < blocks.size(); i++) {
            after.addAll(inserts(blocks.get(i), i, BY_INSERT));
            for (int row = 0; row < blocks.get(i).values().size(); row++) {
                after.add("UPDATE t" + i + " SET v = "
                        + blocks.get(i).values().get(row).expression() + " WHERE id = " + (BY_UPDATE + row));
            }
        }
        voyage.source().execute(after.toArray(String[]::new));
        Voyage.Ended stream = voyage.run("stream", "--until", "caught-up");
        assertThat(stream.exitCode()).as(stream.toString()).isZero();

        // Then
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < blocks.size(); i++) {
            compare(voyage, blocks.get(i), i, softly);
        }
        softly.assertAll();
        Voyage.Ended verify = voyage.run("verify");
        assertThat(verify.exitCode()).as(verify.toString()).isZero();
    }

    private static List<String> inserts(TypeCases.Block block, int table, int firstId) {
        List<String> inserts = new ArrayList<>();
        for (int row = 0; row < block.values().size(); row++) {
            inserts.add("INSERT INTO t" + table + " VALUES (" + (firstId + row) + ", "
                    + block.values().get(row).expression() + ")");
        }
        return inserts;
    }

    private static void compare(Voyage voyage, TypeCases.Block block, int table, SoftAssertions softly)
            throws SQLException {
        softly.assertThat(voyage.target()
                        .value("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'shop.t"
                                + table + "'::regclass AND attname = 'v'"))
                .as("type of " + block.source())
                .isEqualTo(block.target());
        for (int row = 0; row < block.values().size(); row++) {
            TypeCases.Value value = block.values().get(row);
            for (int way : new int[] {0, BY_INSERT, BY_UPDATE}) {
                String place = " FROM shop.t" + table + " WHERE id = " + (way + row);
                String what = block.source() + ", " + value.expression() + ", " + way(way);
                if (value.condition() == null) {
                    softly.assertThat(text(voyage, block, place)).as(what).isEqualTo(value.expected());
                } else {
                    softly.assertThat(voyage.target().value("SELECT " + value.condition() + place))
                            .as(what)
                            .isEqualTo("t");
                }
            }
        }
    }

    private static String way(int firstId) {
        return switch (firstId) {
            case 0 -> "by snapshot";
            case BY_INSERT -> "by insert";
            default -> "by update";
        };
    }

    private static @Nullable String text(Voyage voyage, TypeCases.Block block, String place) throws SQLException {
        // The target's own time zone is another one.
        String text = block.target().endsWith("with time zone")
                ? "(v AT TIME ZONE 'UTC')::text || '+00'"
                : block.target().equals("boolean") ? "v::text" : "CASE WHEN v IS NOT NULL THEN format('%s', v) END";
        return voyage.target().value("SELECT " + text + place);
    }

    private static int version(Voyage voyage) throws SQLException {
        String[] parts = voyage.source().query("SELECT VERSION()").get(0).get(0).split("\\.", -1);
        return Integer.parseInt(parts[0]) * 100 + Integer.parseInt(parts[1]);
    }
}
