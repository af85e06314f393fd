package dev.landfall.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.TypeMapper;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.Ddl;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Both servers compute every translated expression from the same rows, and must agree on each. */
class ExpressionTranslationIT {
    private static final int ROWS = 60;

    private static final Map<String, String> COLUMNS = EdgeValues.declarations();

    static final List<String> VALUES = ExpressionSamples.VALUES;
    static final List<String> CONDITIONS = ExpressionSamples.CONDITIONS;

    private static TestSourceDatabase source;
    private static TestTargetDatabase target;
    private static SourceTable table;

    @BeforeAll
    static void loadTheSameRows() throws SQLException {
        source = TestMariaDb.shared().createDatabase();
        target = TestPostgres.shared().createDatabase();
        source.execute("CREATE TABLE t (id INT PRIMARY KEY, "
                + COLUMNS.entrySet().stream()
                        .map(column -> column.getKey() + " " + column.getValue())
                        .collect(Collectors.joining(", "))
                + ")");
        table = catalogPlan().catalog().tables().get(0);
        target.execute("CREATE TABLE t ("
                + table.columns().stream()
                        .map(column -> column.name() + " "
                                + TypeMapper.map(column.type()).orElseThrow().sql())
                        .collect(Collectors.joining(", "))
                + ")");
        String insert = IntStream.range(0, ROWS)
                .mapToObj(EdgeValues::row)
                .collect(Collectors.joining(", ", "INSERT INTO t VALUES ", ""));
        source.execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'; " + insert);
        // The year 0 is 1 BC on PostgreSQL.
        target.execute(insert.replace("'0000-05-01'", "'0001-05-01 BC'"));
    }

    @AfterAll
    static void drop() throws SQLException {
        source.close();
        target.close();
    }

    @ParameterizedTest
    @FieldSource("VALUES")
    void aGeneratedValueIsTheSame(String sql) throws SQLException {
        Expression.Translated translated = translated(sql, Use.GENERATED);

        target.execute("ALTER TABLE t ADD COLUMN generated " + type(translated.kind()) + " GENERATED ALWAYS AS ("
                + translated.sql() + ") STORED");
        try {
            List<List<@Nullable String>> expected =
                    source.query("SELECT id, " + String.format(asText(translated.kind()), sql) + " FROM t ORDER BY id");
            List<List<@Nullable String>> actual = target.query("SELECT id, generated FROM t ORDER BY id");
            assertThat(normalised(actual, translated.kind()))
                    .as(translated.sql())
                    .isEqualTo(normalised(expected, translated.kind()));
        } finally {
            target.execute("ALTER TABLE t DROP COLUMN generated");
        }
    }

    @ParameterizedTest
    @FieldSource("CONDITIONS")
    void aConditionHoldsForTheSameRows(String sql) throws SQLException {
        Expression.Translated translated = translated(sql, Use.CHECK);

        assertThat(target.query("SELECT id, cast((" + translated.sql() + ") as integer) FROM t ORDER BY id"))
                .as(translated.sql())
                .isEqualTo(source.query("SELECT id, (" + sql + ") <> 0 FROM t ORDER BY id"));
    }

    @Test
    void columnsTakeWhatMariaDbAssigns() throws SQLException {
        source.execute(
                "CREATE TABLE g (id INT PRIMARY KEY, i SMALLINT, price DECIMAL(10,2), a VARCHAR(20), moment DATETIME(6),"
                        + " whole INT AS (price * 1.005), half DECIMAL(8,1) AS (price / 8), text VARCHAR(10) AS (i),"
                        + " padded CHAR(30) AS (concat(a, '  ')), truth TINYINT(1) AS (i > 0), date DATE AS (moment),"
                        + " seconds DATETIME AS (moment), millis DATETIME(3) AS (moment), twice DOUBLE AS (i * price),"
                        + " quoted TEXT AS (concat('it''s \\\\ \"', a, '\\n%\\_')))");
        String insert = "INSERT INTO TABLE_NAME (id, i, price, a, moment) VALUES"
                + " (1, 3, 2.50, 'x', '2024-02-29 23:59:59.999999'), (2, -3, -2.50, ' é ', '1969-12-31 23:59:59.4995'),"
                + " (3, 0, 0.49, '', '9999-12-31 23:59:59.999999'), (4, NULL, NULL, NULL, NULL),"
                + " (5, 1, 99999.99, '''', '2000-01-01'), (6, 1, 1.50, '''', '2000-01-01 00:00:00.9999'),"
                + " (7, 2, 0.5, '%', '2000-01-01'), (8, 2, -0.50, '%', '2000-01-01'), (9, 32767, 1.25, '_', NULL)";
        source.execute(insert.replace("TABLE_NAME", "g"));
        MigrationPlan plan = catalogPlan();
        TablePlan generated = plan.tables().stream()
                .filter(candidate -> candidate.name().equals("g"))
                .findFirst()
                .orElseThrow();
        assertThat(generated.columns().stream().filter(column -> column.generatedSql() != null))
                .hasSize(10);

        for (Ddl ddl : new DdlWriter(plan).beforeCopy()) {
            target.execute(ddl.sql());
        }
        target.execute(insert.replace("TABLE_NAME", "planned.g"));
        String list = generated.columns().stream().map(column -> column.name()).collect(Collectors.joining(", "));

        List<List<@Nullable String>> actual = target.query("SELECT " + list + " FROM planned.g ORDER BY id");
        List<List<@Nullable String>> expected = source.query("SELECT " + list + " FROM g ORDER BY id");
        assertThat(normalised(actual, ValueKind.OTHER)).isEqualTo(normalised(expected, ValueKind.OTHER));
    }

    private static MigrationPlan catalogPlan() throws SQLException {
        try (Connection connection = new SourceDatabase(source.config()).connect()) {
            return Planner.plan(PlanBasis.of(new CatalogReader(connection, source.name()).read(), "planned"));
        }
    }

    private static Expression.Translated translated(String sql, Use use) {
        Expression expression = ExpressionTranslator.translate(sql, ExpressionTranslationIT::column, use);
        assertThat(expression).isInstanceOf(Expression.Translated.class);
        return (Expression.Translated) expression;
    }

    private static Optional<ExpressionColumn> column(String name) {
        return table.column(name).map(ExpressionTranslationIT::column);
    }

    private static ExpressionColumn column(SourceColumn column) {
        return ExpressionColumn.of(
                column, column.name(), TypeMapper.map(column.type()).orElseThrow());
    }

    /** Numbers with all their digits, and dates of the year 0, which the driver would spoil. */
    private static String asText(ValueKind kind) {
        return switch (kind) {
            case EXACT_NUMBER -> "cast((%s) as decimal(65,18))";
            case DATE, DATETIME -> "cast((%s) as char)";
            default -> "(%s)";
        };
    }

    private static String type(ValueKind kind) {
        return switch (kind) {
            case EXACT_NUMBER -> "numeric";
            case FLOAT -> "double precision";
            case BOOLEAN -> "boolean";
            case TEXT -> "text";
            case DATE -> "date";
            case DATETIME -> "timestamp";
            case TIMESTAMP -> "timestamptz";
            case JSON -> "json";
            case UUID -> "uuid";
            case BYTES, OTHER -> "bytea";
        };
    }

    private static List<List<@Nullable String>> normalised(List<List<@Nullable String>> rows, ValueKind kind) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> normalised(value, kind))
                        .collect(Collectors.toCollection(() -> new ArrayList<@Nullable String>())))
                .collect(Collectors.toList());
    }

    private static @Nullable String normalised(@Nullable String value, ValueKind kind) {
        if (value == null) {
            return null;
        }
        if (value.endsWith(" BC")) {
            return normalised("0000" + value.substring(4, value.length() - 3), kind);
        }
        if (kind != ValueKind.TEXT && value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        }
        return kind != ValueKind.TEXT && value.matches("\\d{4}-.*:\\d{2}\\.\\d+")
                ? value.replaceFirst("\\.?0+$", "")
                : value;
    }
}
