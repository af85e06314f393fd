package dev.landfall.reverse;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.target.PgType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * Chooses how a column's values go back. Numbers go as numbers: MariaDB compares a number with a text by way of a double, which
 * takes two large keys for the same.
 */
final class MariaDbBindings {
    private MariaDbBindings() {}

    static MariaDbBinding of(ColumnPlan column) {
        return switch (column.type().kind()) {
            case SMALLINT, INTEGER, BIGINT ->
                (statement, index, text) -> statement.setLong(index, Long.parseLong(text));
            case NUMERIC -> MariaDbBindings::decimal;
            case REAL -> (statement, index, text) -> statement.setDouble(index, Float.parseFloat(text));
            case DOUBLE -> (statement, index, text) -> statement.setDouble(index, Double.parseDouble(text));
            case BOOLEAN -> (statement, index, text) -> statement.setInt(index, text.equals("t") ? 1 : 0);
            case BIT -> MariaDbBindings::bits;
            case BYTEA -> (statement, index, text) -> statement.setBytes(index, bytes(text));
            case GEOMETRY ->
                (statement, index, text) ->
                        statement.setBytes(index, SridAndWkb.of(HexFormat.of().parseHex(text)));
            case REAL_ARRAY -> (statement, index, text) -> statement.setBytes(index, Vectors.bytes(text));
            case TEXT_ARRAY ->
                (statement, index, text) -> statement.setString(index, String.join(",", labels(column, text)));
            case DATE, TIMESTAMP, TIMESTAMPTZ ->
                (statement, index, text) -> statement.setString(index, Calendars.mariaDb(text));
            case INTERVAL -> (statement, index, text) -> statement.setString(index, Spans.mariaDb(text));
            case VARCHAR, TEXT -> text(column);
            case JSON, JSONB, UUID, INET -> PreparedStatement::setString;
        };
    }

    private static void decimal(PreparedStatement statement, int index, String text) throws SQLException {
        if (text.equals("NaN")) {
            throw new UnholdableValueException("NaN is no number on MariaDB");
        }
        statement.setBigDecimal(index, new BigDecimal(text));
    }

    private static void bits(PreparedStatement statement, int index, String text) throws SQLException {
        statement.setBigDecimal(index, new BigDecimal(new BigInteger(text, 2)));
    }

    private static byte[] bytes(String text) {
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    /** MariaDB would take an element with a comma for two labels. */
    private static List<String> labels(ColumnPlan column, String text) {
        List<String> labels = TextArray.elements(text);
        if (column.source().type() instanceof MariaDbType.SetType set
                && !set.labels().containsAll(labels)) {
            throw new UnholdableValueException(text + " has an element that is no label of the SET");
        }
        return labels;
    }

    private static MariaDbBinding text(ColumnPlan column) {
        if (column.source().type() instanceof MariaDbType.EnumType labels) {
            return (statement, index, text) -> {
                if (!labels.labels().contains(text)) {
                    throw new UnholdableValueException("'" + text + "' is no label of the ENUM");
                }
                statement.setString(index, text);
            };
        }
        return PreparedStatement::setString;
    }

    /** For a value that MariaDB has: ENUM's error value is '' there as well, and no label. */
    static MariaDbBinding matching(ColumnPlan column) {
        return column.source().type() instanceof MariaDbType.EnumType ? PreparedStatement::setString : of(column);
    }

    /** A condition that holds for the very same value and no other; one parameter. */
    static String same(ColumnPlan column, String quoted) {
        PgType.Kind kind = column.type().kind();
        if (column.source().type() instanceof MariaDbType.GeometryType) {
            return "MD5(" + quoted + ") <=> MD5(?)";
        }
        return switch (kind) {
            // Collations take different texts for equal.
            case VARCHAR, TEXT, TEXT_ARRAY, JSON ->
                "CAST(CONVERT(" + quoted + " USING utf8mb4) AS BINARY) <=> CAST(CONVERT(? USING utf8mb4) AS BINARY)";
            case JSONB -> "JSON_NORMALIZE(" + quoted + ") <=> JSON_NORMALIZE(?)";
            case REAL_ARRAY -> "CAST(" + quoted + " AS BINARY) <=> ?";
            case BIT -> quoted + " + 0 <=> ?";
            default -> quoted + " <=> ?";
        };
    }
}
