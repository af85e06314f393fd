package dev.landfall.demo;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;

/** The shop's tables and what is in them at first: {@code sql/demo/shop.sql} and {@code sql/demo/fill_shop.sql}. */
final class ShopData {
    /** Below that, some tables would stay empty. */
    static final int MIN_ROWS = 1000;

    private ShopData() {}

    /** @param connection a {@link ShopSession} in an empty database, of a user who may create tables there */
    static void createTables(Connection connection) throws SQLException {
        ShopSession.execute(connection, SqlFile.load("demo/shop.sql"));
    }

    /**
     * Some seconds for 200,000 rows. The same number of rows always gives the same values.
     *
     * @param rows of all tables together, at least {@link #MIN_ROWS}
     */
    static void fill(Connection connection, int rows) throws SQLException {
        ShopSession.execute(connection, "SET @rows = " + rows + ";\n" + SqlFile.load("demo/fill_shop.sql"));
    }
}
