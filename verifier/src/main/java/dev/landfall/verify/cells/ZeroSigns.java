package dev.landfall.verify.cells;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where a floating point -0 is another value than 0. PostgreSQL keeps the sign; some versions of MariaDB store a 0 in its place, so
 * that a -0 of PostgreSQL could never come back to them. Asked of the source when a verification begins.
 *
 * @param inFloat whether the source keeps it in a FLOAT, and sends it
 * @param inDouble the same of a DOUBLE
 */
public record ZeroSigns(boolean inFloat, boolean inDouble) {
    /** -0 counts as 0. */
    public static final ZeroSigns IGNORED = new ZeroSigns(false, false);

    private static final String NEGATIVE = "8000000000000000";

    /** @param source a session in the binary protocol */
    public static ZeroSigns of(Connection source) throws SQLException {
        try (PreparedStatement statement = source.prepareStatement(SqlFile.load("verify/source_zeros.sql"));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new ZeroSigns(
                    Float.floatToRawIntBits(row.getFloat("float_zero")) < 0
                            && NEGATIVE.equals(row.getString("float_bytes")),
                    Double.doubleToRawLongBits(row.getDouble("double_zero")) < 0
                            && NEGATIVE.equals(row.getString("double_bytes")));
        }
    }

    /**
     * Whether -0 and 0 are different values of a column. They are not with FLOAT(M,D) and DOUBLE(M,D), which no MariaDB rounds to
     * a -0, nor in a generated column that both servers compute: of two zeros that are equal each chooses in its own way.
     */
    public boolean count(ColumnPlan column) {
        if (!column.written()) {
            return false;
        }
        if (column.source().type() instanceof MariaDbType.FloatType type) {
            return inFloat && !type.rounded();
        }
        return column.source().type() instanceof MariaDbType.DoubleType type && inDouble && !type.rounded();
    }
}
