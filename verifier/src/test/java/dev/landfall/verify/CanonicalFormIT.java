package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.plan.Finding;
import dev.landfall.plan.TablePlan;
import dev.landfall.rules.ColumnRule;
import dev.landfall.rules.TypeChoice;
import dev.landfall.target.CopyQuery;
import dev.landfall.target.PgType;
import dev.landfall.verify.cells.RowForm;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same text on both servers for the same value, another text for any other value: for every type, over random values. So
 * with the hashes of the rows as both servers send them in binary, where there are such.
 */
class CanonicalFormIT {
    private static final int RANDOM_VALUES = 2000;
    private static final int DAMAGED_VALUES = 200;
    private static final long SEED = Long.getLong("landfall.seed", 20260101);

    static Stream<TypeCase> types() {
        return Stream.concat(TypeCases.all(), TypeCases.chosen());
    }

    @ParameterizedTest
    @MethodSource("types")
    void differsExactlyWhereTheValuesDiffer(TypeCase type) throws SQLException {
        // Given edge values and random values that are all different
        Set<String> literals = literals(type, RANDOM_VALUES);
        try (MigratedDatabase database = database(type, literals);
                SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            // When both servers give their text
            Map<Integer, String> source = texts(database, sessions.source(), Side.SOURCE, "t");
            Map<Integer, String> target = texts(database, sessions.target(), Side.TARGET, "shop.t");
            // Then it is the same per row, and no other row's
            assertThat(source).hasSize(literals.size());
            assertThat(target).allSatisfy((id, text) -> assertThat(text).isEqualTo(source.get(id)));
            assertThat(Set.copyOf(source.values())).as("distinct texts").hasSize(type.distinct(database));
            assertHashesTellRowsApart(database, source);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatHappensToAValueOnTheTargetShowsExactlyWhereItGivesAnother(TypeCase type) throws SQLException {
        // Given edge values and random values
        Set<String> literals = literals(type, DAMAGED_VALUES);
        try (MigratedDatabase database = database(type, literals);
                SessionPair sessions = SessionPair.open(database.sourceDatabase, database.targetDatabase)) {
            TablePlan table = database.table("t");
            PgType target = table.columns().get(1).type();
            boolean zeroSigns = database.zeros().count(table.columns().get(1));
            Map<Integer, String> source = texts(database, sessions.source(), Side.SOURCE, "t");
            List<Long> hashes =
                    RowForm.of(table, database.zeros()).isPresent() ? sourceHashes(database, table) : List.of();
            for (String expression : NearMisses.of(target)) {
                // When each of them becomes something similar
                String damaged = "(SELECT id, v AS was, " + expression + " AS v FROM shop.t) AS damaged";
                Map<Integer, Boolean> different = different(
                        database,
                        "SELECT id, " + NearMisses.different(target, zeroSigns, "was", "v") + " FROM " + damaged);
                Map<Integer, String> texts = texts(database, sessions.target(), Side.TARGET, damaged);
                // Then the text and the hash are others where the value is another
                different.forEach((id, differs) -> assertThat(!texts.get(id).equals(source.get(id)))
                        .as("%s: %s and %s", expression, source.get(id), texts.get(id))
                        .isEqualTo(differs));
                if (!hashes.isEmpty()) {
                    List<Long> after = targetHashes(database, table, "SELECT id, v FROM " + damaged + " ORDER BY id");
                    different.forEach(
                            (id, differs) -> assertThat(!after.get(id - 1).equals(hashes.get(id - 1)))
                                    .as("%s: hash of %s and %s", expression, source.get(id), texts.get(id))
                                    .isEqualTo(differs));
                }
            }
        }
    }

    /** A choice that is added to the plan, or to what a choice is possible for, has to be added to the cases. */
    @Test
    void everyChoiceThatThePlanTakesHasACase() throws SQLException {
        List<TypeCase> cases = types().toList();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            columns.add("c" + i + " " + cases.get(i).declaration());
        }
        for (TypeChoice choice : TypeChoice.values()) {
            try (MigratedDatabase database = new MigratedDatabase(
                    TypeCase.rules(List.of(new ColumnRule("t.*", choice, Map.of()))),
                    "CREATE TABLE t (" + String.join(", ", columns) + ")")) {
                Set<String> refused = database.plan.blockers().stream()
                        .map(Finding::where)
                        .map(where -> where.substring(where.lastIndexOf('.') + 1))
                        .collect(Collectors.toSet());
                Set<MariaDbType> possible = new LinkedHashSet<>();
                Set<MariaDbType> covered = new LinkedHashSet<>();
                for (int i = 0; i < cases.size(); i++) {
                    MariaDbType type =
                            database.table("t").columns().get(i).source().type();
                    if (!refused.contains("c" + i)) {
                        possible.add(type);
                    }
                    if (cases.get(i).choice() == choice) {
                        covered.add(type);
                    }
                }
                boolean withoutPostGis = choice == TypeChoice.GEOMETRY && possible.isEmpty();
                assertThat(withoutPostGis ? covered : possible)
                        .as("%s, possible for %s, covered for %s", choice, possible, covered)
                        .isNotEmpty();
                if (!withoutPostGis) {
                    assertThat(covered.stream().map(CanonicalFormIT::family).collect(Collectors.toSet()))
                            .as(choice.text())
                            .containsAll(possible.stream()
                                    .map(CanonicalFormIT::family)
                                    .toList());
                    assertThat(possible).as(choice.text()).containsAll(covered);
                }
            }
        }
    }

    /** Types that differ in nothing but their length. */
    private static String family(MariaDbType type) {
        if (type instanceof MariaDbType.IntegerType integer) {
            return integer.bits()
                    + (integer.unsigned() ? " unsigned" : "")
                    + (integer.displayWidth() == 1 ? " flag" : "");
        }
        return type instanceof MariaDbType.BitType bit && bit.length() == 1
                ? "one bit"
                : type.getClass().getSimpleName();
    }

    private static Set<String> literals(TypeCase type, int count) {
        Set<String> literals = new LinkedHashSet<>(type.edges());
        Random random = new Random(SEED);
        for (int i = 0; i < count; i++) {
            literals.add(type.random().apply(random));
        }
        return literals;
    }

    private static MigratedDatabase database(TypeCase type, Set<String> literals) throws SQLException {
        return new MigratedDatabase(
                type.rules(), "CREATE TABLE t (id INT PRIMARY KEY, v " + type.declaration() + ")", insert(literals));
    }

    private static Map<Integer, Boolean> different(MigratedDatabase database, String query) throws SQLException {
        Map<Integer, Boolean> different = new LinkedHashMap<>();
        for (List<String> row : database.target.query(query + " ORDER BY id")) {
            different.put(Integer.valueOf(row.get(0)), "t".equals(row.get(1)));
        }
        return different;
    }

    /** @param texts what the values are, per row */
    private static void assertHashesTellRowsApart(MigratedDatabase database, Map<Integer, String> texts)
            throws SQLException {
        TablePlan table = database.table("t");
        if (RowForm.of(table, database.zeros()).isEmpty()) {
            SourceColumn column = table.columns().get(1).source();
            assertThat(column.type() instanceof MariaDbType.GeometryType
                            || column.charset() != null
                                    && !Set.of("utf8mb4", "utf8mb3", "latin1").contains(column.charset()))
                    .as(column.declaration())
                    .isTrue();
            return;
        }
        List<Long> source = sourceHashes(database, table);
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

    private static List<Long> sourceHashes(MigratedDatabase database, TablePlan table) throws SQLException {
        List<Long> hashes = new ArrayList<>();
        RowForm form = RowForm.of(table, database.zeros()).orElseThrow();
        try (Connection connection = database.sourceDatabase.connect()) {
            new CellQuery(table.source().name(), RowForm.sourceColumns(table))
                    .run(connection, "FROM t ORDER BY id", List.of(), row -> hashes.add(form.hash(row)));
        }
        return hashes;
    }

    private static List<Long> targetHashes(MigratedDatabase database, TablePlan table, String query)
            throws SQLException {
        List<Long> hashes = new ArrayList<>();
        RowForm form = RowForm.of(table, database.zeros()).orElseThrow();
        try (Connection connection = database.targetDatabase.connect()) {
            new CopyQuery(query, 2).run(connection, row -> hashes.add(form.hash(row)));
        }
        return hashes;
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

    /** Of documents those that are made here. */
    private static Map<Integer, String> texts(MigratedDatabase database, Session session, Side side, String from)
            throws SQLException {
        TablePlan table = database.table("t");
        CanonicalForm form = CanonicalForms.of(table.columns().get(1), database.zeros());
        Documents documents = Documents.of(table);
        String text = documents.isEmpty()
                ? side == Side.SOURCE ? "CONCAT(" + form.sourceParts() + ")" : "concat(" + form.targetParts() + ")"
                : documents.texts(side).get(0);
        return session.query("SELECT id, " + text + " FROM " + from, rows -> {
            Map<Integer, String> texts = new LinkedHashMap<>();
            while (rows.next()) {
                String value = rows.getString(2);
                texts.put(rows.getInt(1), documents.isEmpty() ? value : documents.canonical(side, 1, value));
            }
            return texts;
        });
    }
}
