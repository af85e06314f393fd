package dev.landfall.plan;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.DefaultMapper;
import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.expression.Expression;
import dev.landfall.mapping.expression.ExpressionColumn;
import dev.landfall.mapping.expression.ExpressionTranslator;
import dev.landfall.mapping.expression.Use;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitConditions;
import dev.landfall.rules.Loss;
import dev.landfall.rules.Policy;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import dev.landfall.text.TextDecoders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides one column of a table. */
final class ColumnPlanner {
    private final PlanBasis basis;
    private final SourceTable table;
    private final TypeDecision types;
    private final TypeDecision quietTypes;
    private final PolicyPlanner policies;
    private final PolicyPlanner quietPolicies;
    private final Findings findings;

    /** @param quietTypes and @param quietPolicies the same decisions, whose findings nobody hears */
    ColumnPlanner(
            PlanBasis basis,
            SourceTable table,
            TypeDecision types,
            TypeDecision quietTypes,
            PolicyPlanner policies,
            PolicyPlanner quietPolicies,
            Findings findings) {
        this.basis = basis;
        this.table = table;
        this.types = types;
        this.quietTypes = quietTypes;
        this.policies = policies;
        this.quietPolicies = quietPolicies;
        this.findings = findings;
    }

    ColumnPlan plan(SourceColumn column) {
        String where = table.name() + "." + column.name();
        String name = NameMapper.map(column.name());
        PgType type = type(column, where);
        String generated = generated(column, type, where);
        String defaultSql = generated == null ? defaultSql(column, type, where) : null;
        report(column, type, where);
        Map<Loss, Policy> losses = generated == null ? policies.of(column, type, where) : Map.of();
        boolean nulls = losses.values().stream().anyMatch(policy -> policy.kind() == Policy.Kind.NULL);
        return new ColumnPlan(
                column,
                name,
                type,
                column.nullable() || nulls,
                defaultSql,
                generated,
                column.autoIncrement() && type.isInteger(),
                check(column, name),
                column.updatedToNow() ? updatedToNow(column) : null,
                losses);
    }

    /** Without findings. */
    private PgType targetType(SourceColumn column) {
        return quietTypes.of(column, "").orElse(PgType.TEXT);
    }

    private PgType type(SourceColumn column, String where) {
        Optional<PgType> type = types.of(column, where);
        if (type.isEmpty()) {
            findings.blocker(
                    "TYPE-102",
                    where,
                    "there is no decision yet for type " + column.declaration(),
                    "Leave the table out with --exclude-tables.");
        }
        if (column.charset() != null
                && isCharacters(column.type())
                && TextDecoders.find(column.charset()).isEmpty()) {
            findings.blocker(
                    "TYPE-112",
                    where,
                    "has the character set " + column.charset()
                            + ", whose bytes in the binary log cannot be decoded exactly",
                    "Convert the column on the source first: ALTER TABLE ... MODIFY ... CHARACTER SET utf8mb4.");
        }
        return type.orElse(PgType.TEXT);
    }

    private static boolean isCharacters(MariaDbType type) {
        return TraitConditions.isText(type) || type instanceof MariaDbType.JsonType;
    }

    /** As the default of such a column; what DATETIME and TIMESTAMP mean by now is the session's clock and the moment. */
    private static String updatedToNow(SourceColumn column) {
        return column.type() instanceof MariaDbType.TimestampType timestamp
                ? "CURRENT_TIMESTAMP(" + timestamp.fractionalDigits() + ")"
                : "LOCALTIMESTAMP("
                        + (column.type() instanceof MariaDbType.DateTimeType dateTime ? dateTime.fractionalDigits() : 0)
                        + ")";
    }

    private @Nullable String generated(SourceColumn column, PgType type, String where) {
        SourceColumn.Generation generation = column.generation();
        if (generation == null) {
            return null;
        }
        Expression expression =
                ExpressionTranslator.translate(generation.sql(), this::plainColumn, Use.GENERATED, column, type);
        if (expression instanceof Expression.Translated && refersToChangedValues(generation.sql())) {
            expression = new Expression.Untranslated("refers to a column whose values a policy changes");
        }
        if (expression instanceof Expression.Untranslated untranslated) {
            findings.warning(
                    "COLUMN-001",
                    where,
                    "is generated AS (" + generation.sql() + "), which " + untranslated.reason()
                            + "; it becomes a plain column, kept up to date until the cutover",
                    "Give it a PostgreSQL expression or trigger at the cutover if the application does not set it.");
        }
        return sql(expression);
    }

    /** The source computes it from the original value, PostgreSQL would from another one. */
    private boolean refersToChangedValues(String sql) {
        return table.columns().stream()
                .filter(column -> sql.contains(Identifiers.mariaDb(column.name())))
                .anyMatch(column -> quietPolicies.of(column, targetType(column), "").values().stream()
                        .anyMatch(Policy::changesValues));
    }

    private static @Nullable String sql(Expression expression) {
        return expression instanceof Expression.Translated translated ? translated.sql() : null;
    }

    /** PostgreSQL lets a generated column refer to plain columns only. */
    private Optional<ExpressionColumn> plainColumn(String sourceName) {
        return table.column(sourceName)
                .filter(column -> !column.isGenerated())
                .map(column -> ExpressionColumn.of(column, NameMapper.map(column.name()), targetType(column)));
    }

    private @Nullable String defaultSql(SourceColumn column, PgType type, String where) {
        if (column.defaultValue() instanceof ColumnDefault.Expression expression) {
            return defaultExpression(expression, column, type, where);
        }
        Optional<String> sql = DefaultMapper.map(column.defaultValue(), type);
        boolean hasDefault = !(column.defaultValue() instanceof ColumnDefault.None)
                && !(column.defaultValue() instanceof ColumnDefault.NullValue);
        if (sql.isEmpty() && hasDefault) {
            findings.warning(
                    "COLUMN-002",
                    where,
                    "DEFAULT " + shown(column.defaultValue()) + " has no exact counterpart and is not carried over",
                    "Set a default on the target before the cutover if the application relies on it.");
        }
        return sql.orElse(null);
    }

    private static String shown(ColumnDefault value) {
        return value instanceof ColumnDefault.Literal literal ? "'" + literal.text() + "'" : "CURRENT_TIMESTAMP";
    }

    private @Nullable String defaultExpression(
            ColumnDefault.Expression value, SourceColumn column, PgType type, String where) {
        Optional<String> next = SequenceDefault.of(value, basis);
        if (next.isPresent()) {
            return next.get();
        }
        Expression expression =
                ExpressionTranslator.translate(value.sql(), name -> Optional.empty(), Use.DEFAULT, column, type);
        if (expression instanceof Expression.Untranslated untranslated) {
            findings.warning(
                    "COLUMN-002",
                    where,
                    "DEFAULT " + value.sql() + " is not carried over: it " + untranslated.reason(),
                    "Set a default on the target before the cutover if the application relies on it.");
        }
        return sql(expression);
    }

    private static @Nullable String check(SourceColumn column, String name) {
        String quoted = Identifiers.postgres(name);
        if (column.type() instanceof MariaDbType.EnumType enumeration) {
            // '' is what MariaDB stores for an invalid value (index 0): rows that have it must not be lost.
            return quoted + " = ANY (ARRAY[" + literals(enumeration.labels()) + ", '']::text[])";
        }
        if (column.type() instanceof MariaDbType.SetType set) {
            return quoted + " <@ ARRAY[" + literals(set.labels()) + "]::text[]";
        }
        if (column.type() instanceof MariaDbType.VectorType vector) {
            return "cardinality(" + quoted + ") = " + vector.dimensions();
        }
        return isUnsigned(column.type()) ? quoted + " >= 0" : null;
    }

    private static boolean isUnsigned(MariaDbType type) {
        return type instanceof MariaDbType.IntegerType integer && integer.unsigned()
                || type instanceof MariaDbType.DecimalType decimal && decimal.unsigned()
                || type instanceof MariaDbType.FloatType single && single.unsigned()
                || type instanceof MariaDbType.DoubleType real && real.unsigned();
    }

    private static String literals(List<String> labels) {
        return labels.stream().map(Identifiers::postgresLiteral).collect(Collectors.joining(", "));
    }

    private void report(SourceColumn column, PgType type, String where) {
        if (column.updatedToNow()) {
            findings.info(
                    "COLUMN-003",
                    where,
                    "ON UPDATE CURRENT_TIMESTAMP becomes a trigger; an UPDATE that sets the column to the value that it has"
                            + " already counts there as one that leaves it alone");
        }
        if (column.declaration().contains("mariadb-5.3")) {
            findings.blocker(
                    "TYPE-104",
                    where,
                    "is stored in the temporal format of MariaDB 5.3, which the binary log stream cannot read",
                    "ALTER TABLE " + table.name().name() + " FORCE.");
        }
        if (column.declaration().contains("zerofill")) {
            findings.info(
                    "TYPE-113", where, "ZEROFILL is not carried over: the number stays, its leading zeros are display");
        }
        if (rounds(column.type())) {
            findings.info(
                    "TYPE-108",
                    where,
                    column.declaration() + " becomes " + type
                            + ": what is stored stays as it is, but new values are not"
                            + " rounded to the declared digits");
        }
        if (column.type() instanceof MariaDbType.TimeType) {
            findings.info("TYPE-107", where, "TIME becomes interval: MariaDB's goes from -838 to 838 hours");
        }
        if (column.type() instanceof MariaDbType.VectorType) {
            findings.info("TYPE-114", where, "VECTOR becomes real[]: the same numbers, without a distance index");
        }
        basis.profile()
                .find(table.name(), column.name(), Trait.ENUM_ERROR)
                .ifPresent(count -> findings.warning(
                        "DATA-008",
                        where,
                        Samples.rows(count) + " ENUM's error value '', which no label has; it stays ''"
                                + Samples.keys(count),
                        "Give these rows a label on the source, or expect '' in the application."));
        if (column.type() instanceof MariaDbType.EnumType) {
            findings.info(
                    "TYPE-115", where, "ENUM becomes text with a CHECK: it sorts by its letters, not by declaration");
        }
        if (column.type() instanceof MariaDbType.SetType) {
            findings.info("TYPE-116", where, "SET becomes text[] with a CHECK, one element per label");
        }
    }

    private static boolean rounds(MariaDbType type) {
        return type instanceof MariaDbType.FloatType single && single.rounded()
                || type instanceof MariaDbType.DoubleType real && real.rounded();
    }
}
