package dev.landfall.apply;

import dev.landfall.sql.SqlFile;
import dev.landfall.target.Ddl;
import dev.landfall.target.PassingStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Executes DDL unless what it makes is there already. Stateless; autocommit per statement on the caller's connection. */
public final class SchemaApplier {
    private SchemaApplier() {}

    /** @return whether the statement was executed; false when its object was there */
    public static boolean apply(Connection connection, Ddl ddl) throws SQLException {
        if (exists(connection, ddl)) {
            return false;
        }
        try (Statement statement = PassingStatement.of(connection)) {
            statement.execute(ddl.sql());
            return true;
        }
    }

    /** Whether the statement's object is on the target; comments are always written anew. */
    public static boolean exists(Connection connection, Ddl ddl) throws SQLException {
        return switch (ddl.kind()) {
            case SCHEMA -> probe(connection, "target/schema_exists.sql", ddl.schema());
            case TABLE, PARTITION, SEQUENCE, INDEX, UNIQUE_INDEX, VIEW ->
                probe(connection, "target/relation_exists.sql", ddl.schema(), ddl.name());
            case PRIMARY_KEY, FOREIGN_KEY, CHECK ->
                probe(connection, "target/constraint_exists.sql", ddl.schema(), ddl.table(), ddl.name());
            case VALIDATION ->
                probe(connection, "target/constraint_validated.sql", ddl.schema(), ddl.table(), ddl.name());
            case IDENTITY -> probe(connection, "target/identity_exists.sql", ddl.schema(), ddl.table(), ddl.name());
            case TRIGGER -> probe(connection, "target/trigger_exists.sql", ddl.schema(), ddl.table(), ddl.name());
            case COMMENT -> false;
        };
    }

    private static boolean probe(Connection connection, String file, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SqlFile.load(file))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
