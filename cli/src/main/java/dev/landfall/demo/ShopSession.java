package dev.landfall.demo;

import dev.landfall.source.SourceConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** How the shop's application talks to MariaDB: several statements in one string, and its own session settings. */
final class ShopSession {
    private ShopSession() {}

    /** The caller closes the connection. */
    static Connection open(SourceConfig login) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password().value());
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("connectTimeout", "10000");
        return DriverManager.getConnection(
                "jdbc:mariadb://" + login.host() + ":" + login.port() + "/" + login.database(), properties);
    }

    /** Runs a script; the first statement that fails ends it. */
    static void execute(Connection connection, String script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                // Each statement of the script has a result of its own, and its failure is reported there.
            }
        }
    }
}
