package dev.landfall.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.catalog.CatalogReader;
import dev.landfall.catalog.TableName;
import dev.landfall.event.GtidSet;
import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.plan.TablePlan;
import dev.landfall.profile.DataProfile;
import dev.landfall.rules.MappingRules;
import dev.landfall.rules.TypeChoice;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceDatabase;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.TargetConfig;
import dev.landfall.target.TargetDatabase;
import dev.landfall.target.TargetFeatures;
import dev.landfall.testing.TestMariaDb;
import dev.landfall.testing.TestPostgres;
import dev.landfall.testing.TestSourceDatabase;
import dev.landfall.testing.TestTargetDatabase;
import dev.landfall.verify.cells.ZeroSigns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A source database and its copy on a target, made without the code that makes it in earnest. */
final class MigratedDatabase implements AutoCloseable {
    static final String SCHEMA = "shop";

    final TestSourceDatabase source;
    final TestTargetDatabase target;
    final SourceDatabase sourceDatabase;
    final TargetDatabase targetDatabase;
    final MigrationPlan plan;
    private @Nullable ZeroSigns zeros;

    /** @param sourceSql creates and fills the source's tables */
    MigratedDatabase(String... sourceSql) throws SQLException {
        this(TestMariaDb.shared(), sourceSql);
    }

    MigratedDatabase(TestMariaDb server, String... sourceSql) throws SQLException {
        this(server, MappingRules.DEFAULTS, sourceSql);
    }

    MigratedDatabase(MappingRules rules, String... sourceSql) throws SQLException {
        this(TestMariaDb.shared(), rules, sourceSql);
    }

    private MigratedDatabase(TestMariaDb server, MappingRules rules, String... sourceSql) throws SQLException {
        source = server.createDatabase();
        target = TestPostgres.shared().createDatabase();
        sourceDatabase = new SourceDatabase(source.config());
        targetDatabase = new TargetDatabase(new TargetConfig(
                target.server().host(),
                target.server().port(),
                target.name(),
                target.user(),
                target.password(),
                TlsSettings.DISABLED,
                SCHEMA));
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = ''");
            for (String sql : sourceSql) {
                statement.execute(sql);
            }
        }
        TargetFeatures features = features(rules);
        try (Connection connection = sourceDatabase.connect()) {
            plan = Planner.plan(new PlanBasis(
                    new CatalogReader(connection, source.name()).read(), DataProfile.NONE, rules, features, SCHEMA));
        }
        target.execute("CREATE SCHEMA " + SCHEMA);
        for (TablePlan table : plan.tables()) {
            target.execute(createTable(table));
            copy(table);
        }
    }

    /** With PostGIS where geometries are asked for, and the server has it. */
    private TargetFeatures features(MappingRules rules) throws SQLException {
        if (rules.columns().stream().noneMatch(rule -> rule.type() == TypeChoice.GEOMETRY)
                || "0".equals(target.value("SELECT count(*) FROM pg_available_extensions WHERE name = 'postgis'"))) {
            return TargetFeatures.PLAIN;
        }
        target.execute("CREATE EXTENSION postgis");
        try (Connection connection = targetDatabase.connect()) {
            return TargetFeatures.read(connection);
        }
    }

    private static String createTable(TablePlan table) {
        String columns = table.columns().stream().map(MigratedDatabase::column).collect(Collectors.joining(", "));
        String key =
                table.primaryKeyColumns().stream().map(Identifiers::postgres).collect(Collectors.joining(", "));
        return "CREATE TABLE " + name(table) + " (" + columns + (key.isEmpty() ? "" : ", PRIMARY KEY (" + key + ")")
                + ")";
    }

    private static String column(ColumnPlan column) {
        return Identifiers.postgres(column.name()) + " " + column.type().sql()
                + (column.generatedSql() == null ? "" : " GENERATED ALWAYS AS (" + column.generatedSql() + ") STORED");
    }

    private static String name(TablePlan table) {
        return Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
    }

    private void copy(TablePlan table) throws SQLException {
        try (Connection from = sourceDatabase.connect();
                Connection to = targetDatabase.connect()) {
            PlainCopy.copy(from, to, table);
        }
    }

    /** What the source says of itself. */
    ZeroSigns zeros() throws SQLException {
        ZeroSigns known = zeros;
        if (known == null) {
            try (Connection connection = sourceDatabase.connect()) {
                known = ZeroSigns.of(connection);
            }
            zeros = known;
        }
        return known;
    }

    TablePlan table(String name) {
        return plan.table(new TableName(source.name(), name)).orElseThrow();
    }

    /** As if a stream had applied everything and then stopped. */
    ApplierProgress caughtUp() throws SQLException {
        return stopped(GtidSet.parse(source.value("SELECT @@gtid_binlog_pos")));
    }

    static ApplierProgress stopped(GtidSet applied) {
        return new ApplierProgress() {
            @Override
            public boolean streaming() {
                return false;
            }

            @Override
            public GtidSet applied() {
                return applied;
            }
        };
    }

    VerificationReport verify() throws SQLException, InterruptedException {
        return verify(VerifyOptions.DEFAULTS);
    }

    /** By both methods, which have to agree: each may only clear what the other would clear. */
    VerificationReport verify(VerifyOptions options) throws SQLException, InterruptedException {
        VerificationReport checksums = verify(by(Method.CHECKSUMS, options), caughtUp());
        VerificationReport rows = verify(by(Method.ROWS, options), caughtUp());
        assertThat(rows).hasSameClassAs(checksums);
        assertThat(counts(rows)).isEqualTo(counts(checksums));
        return rows;
    }

    static VerifyOptions by(Method method, VerifyOptions options) {
        return new VerifyOptions(
                options.maxDifferences(), options.workers(), options.rangeRows(), options.patience(), method);
    }

    private static List<List<Object>> counts(VerificationReport report) {
        return report.tables().stream()
                .map(table -> List.<Object>of(
                        table.table(), table.sourceRows(), table.targetRows(), table.differing(), table.unsettled()))
                .toList();
    }

    VerificationReport verify(VerifyOptions options, ApplierProgress applier) throws InterruptedException {
        return verifier(options, applier).verify(plan.tables(), verdict -> {});
    }

    Verifier verifier(VerifyOptions options, ApplierProgress applier) {
        return new Verifier(sourceDatabase, targetDatabase, plan, options, applier);
    }

    /** The differences of the only table that has some, or of all tables. */
    static List<RowDifference> differences(VerificationReport report) {
        return report.tables().stream()
                .flatMap(table -> table.differences().stream())
                .toList();
    }

    /** Sessions of the verifier that are still there, on both servers. */
    long openSessions() throws SQLException {
        String onSource = source.value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE()"
                + " AND ID <> CONNECTION_ID()");
        String onTarget = target.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
        return Long.parseLong(String.valueOf(onSource)) + Long.parseLong(String.valueOf(onTarget));
    }

    @Override
    public void close() throws SQLException {
        try (source;
                target) {
            // Both drop what they created.
        }
    }
}
