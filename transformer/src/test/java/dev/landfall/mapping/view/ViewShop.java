package dev.landfall.mapping.view;

import dev.landfall.apply.SchemaApplier;
import dev.landfall.catalog.CatalogReader;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.schema.DdlWriter;
import dev.landfall.source.SourceDatabase;
import dev.landfall.target.Ddl;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small shop with the same rows in both databases, and views of it. Not thread-safe. */
final class ViewShop implements AutoCloseable {
    private static final String SCHEMA = "shop";
    /** Doubles computed in another order differ in their last digits. */
    private static final MathContext DIGITS = new MathContext(13);

    private static final String[] TABLES = {
        "CREATE TABLE Customers (id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, email VARCHAR(100), country CHAR(2),"
                + " active TINYINT(1) NOT NULL, created DATETIME NOT NULL, profile JSON, balance DOUBLE, born YEAR,"
                + " vip BIT(1) NOT NULL, `Loyalty Points` INT UNSIGNED)",
        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, total DECIMAL(10,2) NOT NULL, qty INT NOT NULL,"
                + " status ENUM('new','paid','sent') NOT NULL, placed DATETIME(3) NOT NULL, due DATE, note TEXT, serial"
                + " BIGINT UNSIGNED, seen TIMESTAMP NULL, took TIME, digest VARBINARY(8), rate FLOAT)"
    };
    /** In words that both products take for the same. */
    private static final String[] ROWS = {
        "INSERT INTO customers VALUES"
                + " (1,'Ann Lee','ann@example.org','AT',1,'2024-01-31 10:20:30','{\"tier\":\"gold\",\"n\":[1,2],\"ok\":true,\"no\":null}',10.5,1980,b'1',120),"
                + " (2,'Bob','bob@mail.example.org','DE',0,'2024-02-29 23:59:59','{\"tier\":\"silver\",\"n\":[],\"ok\":false}',-2.675,1999,b'0',NULL),"
                + " (3,'Čeněk 100%',NULL,'CZ',1,'2023-12-31 00:00:00',NULL,NULL,NULL,b'0',0),"
                + " (4,'_under','x',NULL,1,'2024-06-15 12:00:00','{\"a\":{\"b c\":\"q\"}}',0.125,2001,b'1',7)",
        "INSERT INTO orders VALUES"
                + " (1,1,10.00,3,'new','2024-01-31 10:20:30.125','2024-02-29','first',5,'2024-01-31 10:20:30','12:30:00','abc',1.5),"
                + " (2,1,99.95,7,'paid','2024-02-01 00:00:00.000',NULL,NULL,18446744073709551615,NULL,NULL,NULL,0.1),"
                + " (3,2,-5.25,0,'sent','2024-03-31 23:59:59.999','2024-01-01','a,b,c',NULL,'2024-07-01 00:00:00','100:00:00','',NULL),"
                + " (4,2,10.00,-4,'new','2023-02-28 06:07:08.509','2023-02-28','x.y.z',0,'2023-01-01 12:00:00','00:00:01','z',2.25),"
                + " (5,3,0.01,2,'paid','2024-12-31 12:00:00.500','2025-01-01','',1,NULL,NULL,NULL,3)"
    };

    private final TestSourceDatabase source;
    private final TestTargetDatabase target;
    private final Map<String, ViewSource> sources = new HashMap<>();

    ViewShop() throws SQLException {
        source = TestMariaDb.shared().createDatabase();
        target = TestPostgres.shared().createDatabase();
        source.execute(TABLES);
        MigrationPlan plan;
        try (Connection connection = new SourceDatabase(source.config()).connect()) {
            plan = Planner.plan(PlanBasis.of(new CatalogReader(connection, source.name()).read(), SCHEMA));
        }
        try (Connection connection = target.connect()) {
            for (Ddl ddl : new DdlWriter(plan).all()) {
                SchemaApplier.apply(connection, ddl);
            }
        }
        source.execute(ROWS[0].replace("customers", "Customers"), ROWS[1]);
        target.execute("SET search_path TO " + SCHEMA, ROWS[0], ROWS[1]);
        plan.tables().forEach(table -> sources.put(table.source().name().name(), source(table)));
    }

    private static ViewSource source(TablePlan table) {
        return new ViewSource(
                table.schema(),
                table.name(),
                table.columns().stream()
                        .map(column -> ViewColumn.of(column.source(), column.name(), column.type()))
                        .toList());
    }

    /** Creates a view on the source and translates what the server has made of it. */
    ViewTranslation translate(String name, String select) throws SQLException {
        source.execute("SET time_zone = '+00:00'", "CREATE VIEW " + name + " AS " + select);
        String definition = source.value("SELECT view_definition FROM information_schema.views WHERE table_schema = '"
                + source.name() + "' AND table_name = '" + name + "'");
        if (definition == null) {
            throw new IllegalStateException("no definition of " + name);
        }
        ViewTranslation translation = ViewTranslator.translate(definition, source.name(), this::find);
        if (translation instanceof ViewTranslation.Translated translated) {
            sources.put(name, new ViewSource(SCHEMA, name, translated.columns()));
        }
        return translation;
    }

    private Optional<ViewSource> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    void createOnTarget(String name, String select) throws SQLException {
        target.execute("CREATE VIEW " + SCHEMA + "." + name + " AS " + select);
    }

    List<String> sourceRows(String name) throws SQLException {
        try (Connection connection = source.connect()) {
            return rows(connection, "SET time_zone = '+00:00'", "SELECT * FROM " + name);
        }
    }

    List<String> targetRows(String name) throws SQLException {
        try (Connection connection = target.connect()) {
            return rows(connection, "SET extra_float_digits = 1", "SELECT * FROM " + SCHEMA + "." + name);
        }
    }

    private static List<String> rows(Connection connection, String setting, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
            try (ResultSet result = statement.executeQuery(query)) {
                int columns = result.getMetaData().getColumnCount();
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        byte[] bytes = result.getObject(column) instanceof byte[] binary ? binary : null;
                        values.add(normal(
                                bytes != null
                                        ? HexFormat.of().formatHex(bytes)
                                        : String.valueOf(result.getString(column))));
                    }
                    rows.add(String.join(" | ", values));
                }
                return rows;
            }
        }
    }

    /** Numbers without the zeros at their end and their last binary digits, times without a zone. */
    private static String normal(String value) {
        if (value.equals("true") || value.equals("false")) {
            // MariaDB's driver on BIT(1).
            return value.equals("true") ? "1" : "0";
        }
        if (value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?")) {
            BigDecimal number = new BigDecimal(value);
            boolean whole = number.scale() <= 0;
            return (whole ? number : number.round(DIGITS)).stripTrailingZeros().toPlainString();
        }
        return value.replaceFirst(
                "^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d*[1-9])?)(\\.?0+)?(\\+00)?$", "$1");
    }

    @Override
    public void close() throws SQLException {
        try (source;
                target) {
            sources.clear();
        }
    }
}
