package dev.landfall.apply;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.ChangeEvents;
import dev.landfall.event.Gtid;
import dev.landfall.event.GtidSet;
import dev.landfall.event.RowImage;
import dev.landfall.event.SourcePosition;
import dev.landfall.event.SourceTransaction;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.schema.DdlWriter;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.Ddl;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.testing.TestLogin;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source schema planned and created on a target, with a migration row and a position. */
final class ApplyFixture implements AutoCloseable {
    static final String MIGRATION = "test";
    static final SourcePosition START = position(0);

    final TestSourceDatabase source;
    final TestTargetDatabase target;
    final MigrationPlan plan;
    final TargetDatabase targetDatabase;

    ApplyFixture(String... sourceDdl) throws SQLException {
        source = TestMariaDb.shared().createDatabase();
        source.execute(sourceDdl);
        target = TestPostgres.shared().createDatabase();
        targetDatabase = targetDatabase(target.user(), target.password());
        try (Connection connection = new SourceDatabase(source.config()).connect()) {
            plan = Planner.plan(PlanBasis.of(new CatalogReader(connection, source.name()).read(), "shop"));
        }
        try (Connection connection = targetDatabase.connect()) {
            for (Ddl ddl : new DdlWriter(plan).all()) {
                SchemaApplier.apply(connection, ddl);
            }
        }
        installControl();
    }

    private void installControl() throws SQLException {
        target.execute(SqlFile.load("target/control_schema.sql"));
        try (Connection connection = targetDatabase.connect();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO landfall.migration (name, version, source, target_schema, phase, included_tables,"
                                + " excluded_tables, basis) VALUES (?, 'test', '', 'shop', 'streaming', '', '',"
                                + " CAST(? AS json))")) {
            statement.setString(1, MIGRATION);
            statement.setString(2, plan.basis().toJson());
            statement.executeUpdate();
            new PositionLedger(MIGRATION).start(connection, START);
        }
    }

    TransactionApplier applier(CopiedRanges copied) throws SQLException {
        return new TransactionApplier(targetDatabase.connect(), plan, MIGRATION, copied);
    }

    TransactionApplier applierOf(TestLogin login) throws SQLException {
        return new TransactionApplier(
                targetDatabase(login.user(), login.password()).connect(), plan, MIGRATION, CopiedRanges.NONE);
    }

    private TargetDatabase targetDatabase(String user, Secret password) {
        return new TargetDatabase(new TargetConfig(
                target.server().host(),
                target.server().port(),
                target.name(),
                user,
                password,
                TlsSettings.DISABLED,
                "shop"));
    }

    TransactionApplier applier() throws SQLException {
        return applier(CopiedRanges.NONE);
    }

    static SourcePosition position(long sequence) {
        return new SourcePosition(GtidSet.parse("0-1-" + sequence), "mariadb-bin.000001", 100 + sequence);
    }

    static SourceTransaction transaction(long sequence, ChangeEvent... events) {
        return new SourceTransaction(
                new Gtid(0, 1, sequence),
                ChangeEvents.of(List.of(events)),
                position(sequence),
                Instant.ofEpochSecond(1_700_000_000));
    }

    ChangeEvent insert(String table, @Nullable Object... after) {
        return new ChangeEvent.RowInserted(name(table), new RowImage(after));
    }

    ChangeEvent delete(String table, @Nullable Object... before) {
        return new ChangeEvent.RowDeleted(name(table), new RowImage(before));
    }

    ChangeEvent update(String table, List<@Nullable Object> before, List<@Nullable Object> after) {
        return new ChangeEvent.RowUpdated(name(table), new RowImage(before.toArray()), new RowImage(after.toArray()));
    }

    TableName name(String table) {
        return new TableName(source.name(), table);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value);
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        source.close();
        target.close();
    }
}
