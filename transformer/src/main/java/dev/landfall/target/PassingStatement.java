package dev.landfall.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGStatement;

/**
 * Statements whose text does not come again. Sessions of {@link TargetDatabase} have PostgreSQL prepare every statement at its
 * first execution, and the driver gives a prepared one up only once the JVM has collected it. Each change of the schema
 * goes through all that are kept, so that thousands of tables would take longer one after another.
 */
public final class PassingStatement {
    private PassingStatement() {}

    /** A statement that PostgreSQL forgets as soon as it is executed. The caller closes it. */
    public static Statement of(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        try {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
