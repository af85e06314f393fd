package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.plan.TablePlan;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same text on both servers for the same value, another text for any other value: for every type, over random values. */
class CanonicalFormIT {
    private static final int RANDOM_VALUES = 2000;
    private static final long SEED = Long.getLong("landfall.seed", 20260101);

    static Stream<TypeCase> types() {
        return TypeCases.all();
    }

    @ParameterizedTest
    @MethodSource("types")
    void differsExactlyWhereTheValuesDiffer(TypeCase type) throws SQLException {
        // Given edge values and random values that are all different
        Set<String> literals = new LinkedHashSet<>(type.edges());
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            literals.add(type.random().apply(random));
        }
        try (MigratedDatabase database = new MigratedDatabase(
                "CREATE TABLE t (id INT PRIMARY KEY, v " + type.declaration() + ")", insert(literals))) {
            // When both servers give their text
            Map<Integer, String> source = texts(database, Side.SOURCE);
            Map<Integer, String> target = texts(database, Side.TARGET);
            // Then it is the same per row, and no other row's
            assertThat(source).hasSize(literals.size());
            assertThat(target).allSatisfy((id, text) -> assertThat(text).isEqualTo(source.get(id)));
            assertThat(Set.copyOf(source.values()))
                    .as("distinct texts")
                    .hasSize(type.distinct(database, literals.size()));
        }
    }

    private static String insert(Set<String> literals) {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES ");
        int id = 0;
        for (String literal : literals) {
            sql.append(id == 0 ? "" : ", ")
                    .append('(')
                    .append(++id)
                    .append(", ")
                    .append(literal)
                    .append(')');
        }
        return sql.toString();
    }

    private static Map<Integer, String> texts(MigratedDatabase database, Side side) throws SQLException {
        TablePlan table = database.table("t");
        CanonicalForm form = CanonicalForms.of(table.columns().get(1));
        try (SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            Session session = side == Side.SOURCE ? sessions.source() : sessions.target();
            String sql = side == Side.SOURCE
                    ? "SELECT id, CONCAT(" + form.sourceParts() + ") FROM t"
                    : "SELECT id, concat(" + form.targetParts() + ") FROM shop.t";
            return session.query(sql, rows -> {
                Map<Integer, String> texts = new LinkedHashMap<>();
                while (rows.next()) {
                    texts.put(rows.getInt(1), rows.getString(2));
                }
                return texts;
            });
        }
    }
}
