package dev.landfall.verify;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copies a table through text that PostgreSQL reads: slow, and independent of both converters and verifier. */
final class PlainCopy {
    private static final int BATCH_ROWS = 1000;

    private PlainCopy() {}

    static void copy(Connection from, Connection to, TablePlan table) throws SQLException {
        List<ColumnPlan> columns =
                table.columns().stream().filter(ColumnPlan::written).toList();
        try (PreparedStatement read = from.prepareStatement(select(table, columns));
                ResultSet row = read.executeQuery();
                PreparedStatement write = to.prepareStatement(insert(table, columns))) {
            to.setAutoCommit(false);
            int rows = 0;
            while (row.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    set(write, i + 1, columns.get(i).source().type(), row);
                }
                write.addBatch();
                if (++rows % BATCH_ROWS == 0) {
                    write.executeBatch();
                }
            }
            write.executeBatch();
            to.commit();
        }
    }

    private static String select(TablePlan table, List<ColumnPlan> columns) {
        return "SELECT " + columns.stream().map(PlainCopy::read).collect(Collectors.joining(", ")) + " FROM "
                + Identifiers.mariaDb(table.source().name().name());
    }

    private static String read(ColumnPlan column) {
        String name = Identifiers.mariaDb(column.source().name());
        MariaDbType type = column.source().type();
        if (type instanceof MariaDbType.BitType bit) {
            return "LPAD(BIN(" + name + " + 0), " + bit.length() + ", '0')";
        }
        return isCalendar(type) || type instanceof MariaDbType.TimeType ? "CAST(" + name + " AS CHAR)" : name;
    }

    private static String insert(TablePlan table, List<ColumnPlan> columns) {
        return "INSERT INTO " + Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name()) + " ("
                + columns.stream()
                        .map(column -> Identifiers.postgres(column.name()))
                        .collect(Collectors.joining(", "))
                + ") VALUES (" + columns.stream().map(PlainCopy::written).collect(Collectors.joining(", ")) + ")";
    }

    /** MariaDB's bytes of a shape are the SRID, little-endian, and its WKB. */
    private static String written(ColumnPlan column) {
        String postgis = column.type().qualifier();
        return postgis.isEmpty()
                ? "?"
                : "(SELECT " + postgis + ".ST_SetSRID(" + postgis + ".ST_GeomFromWKB(substr(b, 5)), get_byte(b, 0)"
                        + " + (get_byte(b, 1) << 8) + (get_byte(b, 2) << 16)) FROM (SELECT CAST(? AS bytea)) AS bytes (b))";
    }

    private static void set(PreparedStatement write, int index, MariaDbType type, ResultSet row) throws SQLException {
        if (isBinary(type)) {
            write.setBytes(index, row.getBytes(index));
        } else if (type instanceof MariaDbType.DoubleType) {
            double value = row.getDouble(index);
            write.setString(index, row.wasNull() ? null : Double.toString(value));
        } else if (type instanceof MariaDbType.FloatType) {
            float value = row.getFloat(index);
            write.setString(index, row.wasNull() ? null : Float.toString(value));
        } else {
            String text = row.getString(index);
            write.setString(index, text == null ? null : asTarget(type, text));
        }
    }

    private static boolean isBinary(MariaDbType type) {
        return type instanceof MariaDbType.BinaryType
                || type instanceof MariaDbType.VarbinaryType
                || type instanceof MariaDbType.BlobType
                || type instanceof MariaDbType.GeometryType;
    }

    private static @Nullable String asTarget(MariaDbType type, String text) {
        if (type instanceof MariaDbType.SetType) {
            return Arrays.stream(text.isEmpty() ? new String[0] : text.split(",", -1))
                    .map(label -> '"' + label.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (isCalendar(type) && text.startsWith("0000-00")) {
            return null;
        }
        return isCalendar(type) && text.startsWith("0000") ? "0001" + text.substring(4) + " BC" : text;
    }

    private static boolean isCalendar(MariaDbType type) {
        return type instanceof MariaDbType.DateType || type instanceof MariaDbType.DateTimeType;
    }
}
