package dev.landfall.evolution;

import dev.landfall.catalog.ColumnDefault;
import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.Optional;

/** What MariaDB puts into a new column of rows that are there already. */
sealed interface ExistingRows {
    record Nulls() implements ExistingRows {}

    /** @param sql PostgreSQL expression */
    record Constant(String sql) implements ExistingRows {}

    /** The binary log does not have it. */
    record Unknown() implements ExistingRows {}

    static ExistingRows of(ColumnPlan column) {
        ColumnDefault value = column.source().defaultValue();
        if (column.source().autoIncrement() || column.source().isGenerated()) {
            return new Unknown();
        }
        if (value instanceof ColumnDefault.Literal) {
            return constant(Optional.ofNullable(column.defaultSql()));
        }
        if (value instanceof ColumnDefault.CurrentTimestamp || value instanceof ColumnDefault.Expression) {
            return new Unknown();
        }
        return column.source().nullable() ? new Nulls() : constant(implicit(column));
    }

    private static ExistingRows constant(Optional<String> sql) {
        return sql.isPresent() ? new Constant(sql.get()) : new Unknown();
    }

    /** NOT NULL without a default. A zero date, an empty document or shape has no counterpart. */
    private static Optional<String> implicit(ColumnPlan column) {
        MariaDbType type = column.source().type();
        if (type instanceof MariaDbType.EnumType enumeration) {
            return Optional.of(Identifiers.postgresLiteral(enumeration.labels().get(0)));
        }
        if (type instanceof MariaDbType.BinaryType binary) {
            return Optional.of("'\\x" + "00".repeat(binary.length()) + "'");
        }
        if (type instanceof MariaDbType.JsonType) {
            return Optional.empty();
        }
        PgType target = column.type();
        return switch (target.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> Optional.of("0");
            case BOOLEAN -> Optional.of("false");
            case VARCHAR, TEXT -> Optional.of("''");
            case BYTEA -> type instanceof MariaDbType.GeometryType ? Optional.empty() : Optional.of("'\\x'");
            case INTERVAL -> Optional.of("'00:00:00'");
            case BIT -> Optional.of("B'" + "0".repeat(target.first()) + "'");
            case TEXT_ARRAY -> Optional.of("'{}'");
            case UUID -> Optional.of("'00000000-0000-0000-0000-000000000000'");
            case INET ->
                Optional.of(type instanceof MariaDbType.InetType inet && inet.bytes() == 4 ? "'0.0.0.0'" : "'::'");
            case JSON, JSONB, DATE, TIMESTAMP, TIMESTAMPTZ, REAL_ARRAY, GEOMETRY -> Optional.empty();
        };
    }
}
