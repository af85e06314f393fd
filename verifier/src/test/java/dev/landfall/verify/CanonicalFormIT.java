package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.plan.TablePlan;
import dev.landfall.target.CopyQuery;
import dev.landfall.verify.cells.RowForm;
import dev.landfall.verify.cells.ZeroSigns;
import dev.landfall.wire.CellQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same text on both servers for the same value, another text for any other value: for every type, over random values. So
 * with the hashes of the rows as both servers send them in binary, where there are such.
 */
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
            assertHashesTellRowsApart(database, source);
        }
    }

    /** @param texts what the values are, per row */
    private static void assertHashesTellRowsApart(MigratedDatabase database, Map<Integer, String> texts)
            throws SQLException {
        TablePlan table = database.table("t");
        if (RowForm.of(table, zeros(database)).isEmpty()) {
            SourceColumn column = table.columns().get(1).source();
            assertThat(column.type() instanceof MariaDbType.GeometryType
                            || column.charset() != null
                                    && !Set.of("utf8mb4", "utf8mb3", "latin1").contains(column.charset()))
                    .as(column.declaration())
                    .isTrue();
            return;
        }
        List<Long> source = new ArrayList<>();
        RowForm form = RowForm.of(table, zeros(database)).orElseThrow();
        try (Connection connection = database.sourceDatabase.connect()) {
            new CellQuery(table.source().name(), RowForm.sourceColumns(table))
                    .run(connection, "FROM t ORDER BY id", List.of(), row -> source.add(form.hash(row)));
        }
        List<Long> target = targetHashes(database, table, "SELECT id, v FROM shop.t ORDER BY id");
        List<Long> shifted = targetHashes(
                database,
                table,
                "SELECT t.id, other.v FROM shop.t JOIN shop.t AS other ON other.id = t.id % " + texts.size()
                        + " + 1 ORDER BY t.id");

        assertThat(target).isEqualTo(source);
        for (int id = 1; id <= texts.size(); id++) {
            boolean same = Objects.equals(texts.get(id), texts.get(id % texts.size() + 1));
            assertThat(shifted.get(id - 1).equals(source.get(id - 1)))
                    .as("%s and %s", texts.get(id), texts.get(id % texts.size() + 1))
                    .isEqualTo(same);
        }
    }

    private static List<Long> targetHashes(MigratedDatabase database, TablePlan table, String query)
            throws SQLException {
        List<Long> hashes = new ArrayList<>();
        RowForm form = RowForm.of(table, zeros(database)).orElseThrow();
        try (Connection connection = database.targetDatabase.connect()) {
            new CopyQuery(query, 2).run(connection, row -> hashes.add(form.hash(row)));
        }
        return hashes;
    }

    private static ZeroSigns zeros(MigratedDatabase database) throws SQLException {
        try (Connection connection = database.sourceDatabase.connect()) {
            return ZeroSigns.of(connection);
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
        CanonicalForm form = CanonicalForms.of(table.columns().get(1), zeros(database));
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
