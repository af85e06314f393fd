package dev.landfall.plan;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.DefaultMapper;
import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.TypeMapper;
import dev.landfall.mapping.expression.Expression;
import dev.landfall.mapping.expression.ExpressionColumn;
import dev.landfall.mapping.expression.ExpressionTranslator;
import dev.landfall.mapping.expression.Use;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides one column of a table. */
final class ColumnPlanner {
    private final SourceTable table;
    private final UnsignedKeys unsignedKeys;
    private final Findings findings;

    ColumnPlanner(SourceTable table, UnsignedKeys unsignedKeys, Findings findings) {
        this.table = table;
        this.unsignedKeys = unsignedKeys;
        this.findings = findings;
    }

    ColumnPlan plan(SourceColumn column) {
        String where = table.name() + "." + column.name();
        String name = NameMapper.map(column.name());
        PgType type = type(column, where);
        String generated = generated(column, type, where);
        String defaultSql = generated == null ? defaultSql(column, type, where) : null;
        report(column, where);
        return new ColumnPlan(
                column,
                name,
                type,
                column.nullable(),
                defaultSql,
                generated,
                column.autoIncrement() && type.isInteger(),
                check(column, name));
    }

    /** Without findings. */
    private PgType targetType(SourceColumn column) {
        return unsignedKeys.contains(table.name(), column)
                ? PgType.BIGINT
                : TypeMapper.map(column.type()).orElse(PgType.TEXT);
    }

    private PgType type(SourceColumn column, String where) {
        if (unsignedKeys.contains(table.name(), column)) {
            findings.info(
                    "TYPE-101", where, "BIGINT UNSIGNED key becomes bigint; a value above 2^63-1 would be refused");
            return PgType.BIGINT;
        }
        Optional<PgType> type = TypeMapper.map(column.type());
        if (type.isEmpty()) {
            findings.blocker(
                    "TYPE-102",
                    where,
                    "there is no decision yet for type " + column.declaration(),
                    "Leave the table out with --exclude-tables.");
        }
        if (column.compressed()) {
            findings.blocker(
                    "TYPE-103",
                    where,
                    "is COMPRESSED: the binary log sends its values in a form that the stream cannot read",
                    "ALTER TABLE ... MODIFY it without COMPRESSED, or leave the table out with --exclude-tables.");
        }
        return type.orElse(PgType.TEXT);
    }

    private @Nullable String generated(SourceColumn column, PgType type, String where) {
        SourceColumn.Generation generation = column.generation();
        if (generation == null) {
            return null;
        }
        Expression expression =
                ExpressionTranslator.translate(generation.sql(), this::plainColumn, Use.GENERATED, column, type);
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
                    "DEFAULT " + column.defaultValue() + " has no exact counterpart and is not carried over",
                    "Set a default on the target before the cutover if the application relies on it.");
        }
        return sql.orElse(null);
    }

    private @Nullable String defaultExpression(
            ColumnDefault.Expression value, SourceColumn column, PgType type, String where) {
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
        return null;
    }

    private static String literals(List<String> labels) {
        return labels.stream().map(Identifiers::postgresLiteral).collect(Collectors.joining(", "));
    }

    private void report(SourceColumn column, String where) {
        if (column.updatedToNow()) {
            findings.warning(
                    "COLUMN-003",
                    where,
                    "ON UPDATE CURRENT_TIMESTAMP is not carried over",
                    "Let the application set the column, or add a BEFORE UPDATE trigger after the cutover.");
        }
        if (column.declaration().contains("mariadb-5.3")) {
            findings.blocker(
                    "TYPE-104",
                    where,
                    "is stored in the temporal format of MariaDB 5.3, which the binary log stream cannot read",
                    "ALTER TABLE " + table.name().name() + " FORCE.");
        }
        if (column.type() instanceof MariaDbType.JsonType) {
            findings.info("TYPE-105", where, "JSON becomes json: the text is kept as it is");
        }
        if (column.type() instanceof MariaDbType.GeometryType) {
            findings.warning(
                    "TYPE-106",
                    where,
                    column.declaration() + " becomes bytea: the SRID in 4 bytes (little-endian), then WKB",
                    "Convert with PostGIS after the cutover: ST_GeomFromWKB(substring(c FROM 5)).");
        }
        if (column.type() instanceof MariaDbType.TimeType) {
            findings.info("TYPE-107", where, "TIME becomes interval: MariaDB's goes from -838 to 838 hours");
        }
    }
}
