package dev.landfall.demo;

import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets the scene on both servers: users with least privileges, the shop with its rows, an empty target database. */
final class DemoShop {
    private final DemoServers servers;

    DemoShop(DemoServers servers) {
        this.servers = servers;
    }

    void create(int rows) throws SQLException {
        try (Connection administrator = ShopSession.open(servers.sourceAdministrator(""))) {
            ShopSession.execute(administrator, "CREATE DATABASE " + DemoServers.DATABASE);
        }
        try (Connection administrator = ShopSession.open(servers.sourceAdministrator(DemoServers.DATABASE))) {
            ShopData.createTables(administrator);
            ShopData.fill(administrator, rows);
            createSourceUsers(administrator);
        }
        try (Connection administrator = connect(servers.targetAdministrator())) {
            createTargetUsers(administrator);
        }
    }

    /** After the hand-over the application works on PostgreSQL. */
    void admitApplicationToTarget() throws SQLException {
        try (Connection owner = connect(servers.target());
                Statement statement = owner.createStatement()) {
            statement.execute(SqlFile.load("demo/target_grants.sql"));
        }
    }

    /** The caller closes the connection. */
    static Connection connect(TargetConfig login) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + login.host() + ":" + login.port() + "/" + login.database(),
                login.user(),
                login.password().value());
    }

    private void createSourceUsers(Connection administrator) throws SQLException {
        try (PreparedStatement passwords =
                administrator.prepareStatement("SET @app_password = ?, @landfall_password = ?")) {
            passwords.setString(1, servers.sourceApp().password().value());
            passwords.setString(2, servers.source().password().value());
            passwords.execute();
        }
        ShopSession.execute(administrator, SqlFile.load("demo/source_users.sql"));
    }

    private void createTargetUsers(Connection administrator) throws SQLException {
        try (PreparedStatement passwords = administrator.prepareStatement(
                "SELECT set_config('demo.app_password', ?, false), set_config('demo.landfall_password', ?, false)")) {
            passwords.setString(1, servers.targetApp().password().value());
            passwords.setString(2, servers.target().password().value());
            passwords.execute();
        }
        try (Statement statement = administrator.createStatement()) {
            statement.execute(SqlFile.load("demo/target_users.sql"));
            statement.execute(
                    "CREATE DATABASE " + DemoServers.DATABASE + " OWNER landfall ENCODING 'UTF8' TEMPLATE template0");
        }
    }
}
