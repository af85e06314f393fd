package dev.landfall.run;

import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.PlanBasis;
import dev.landfall.plan.Planner;
import dev.landfall.sql.SqlFile;
import dev.landfall.verify.ProofLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The migrations of one target, in its control schema. Stateless; works in the caller's transaction. */
public final class MigrationStore {
    private final String name;

    public MigrationStore(String name) {
        this.name = name;
    }

    /** Creates the control schema where it is missing. */
    public static void install(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute(SqlFile.load("target/control_schema.sql"));
        }
    }

    /** Adds what the control schema lacks when an earlier version has made it. */
    public static void upgrade(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT to_regclass('landfall.repair') IS NULL OR to_regclass('landfall.way_back') IS NULL"
                                + " OR to_regclass('landfall.cutover_run') IS NULL"
                                + " OR to_regclass('landfall.rollback_run') IS NULL"
                                + " OR to_regclass('landfall.tracking') IS NULL"
                                + " OR to_regclass('landfall.equal_table') IS NULL"
                                + " OR to_regclass('landfall.equal_range') IS NULL"
                                + " OR to_regclass('landfall.verification') IS NULL"
                                + " OR to_regclass('landfall.outlook_table') IS NULL"
                                + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'ends_at'"
                                + " AND attrelid = to_regclass('landfall.way_back'))"
                                + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'parted_tables'"
                                + " AND attrelid = to_regclass('landfall.migration'))"
                                + " OR 2 > (SELECT count(*) FROM pg_attribute WHERE attname = 'server_id' AND attrelid IN"
                                + " (to_regclass('landfall.position'), to_regclass('landfall.chunk')))"
                                + " OR NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'prepared_xa'"
                                + " AND attrelid = to_regclass('landfall.position'))"
                                + " OR EXISTS (SELECT FROM pg_attribute WHERE attname = 'view_since' AND attnotnull"
                                + " AND attrelid = to_regclass('landfall.copy_state'))"
                                + " OR NOT EXISTS (SELECT FROM pg_proc WHERE proname = 'notice_write'"
                                + " AND pronamespace = to_regnamespace('landfall') AND prosrc LIKE '%parted_tables%')")) {
            row.next();
            if (row.getBoolean(1)) {
                install(target);
            }
        }
    }

    /** Whether the target has a control schema at all. */
    public static boolean installed(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('landfall.migration') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    public Optional<MigrationRecord> find(Connection target) throws SQLException {
        if (!installed(target)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_migration.sql"))) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(record(row, parts(target))) : Optional.empty();
            }
        }
    }

    private MigrationRecord.Parts parts(Connection target) throws SQLException {
        if (!knowsParts(target)) {
            return MigrationRecord.Parts.NONE;
        }
        try (PreparedStatement statement =
                target.prepareStatement("SELECT part_of, parted_tables FROM landfall.migration WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new MigrationRecord.Parts(row.getString(1), List.of((String[])
                                row.getArray(2).getArray()))
                        : MigrationRecord.Parts.NONE;
            }
        }
    }

    /** A control schema of an earlier version knows none, and a reader does not change it. */
    private static boolean knowsParts(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_attribute"
                        + " WHERE attname = 'parted_tables' AND attrelid = to_regclass('landfall.migration'))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** A migration that was taken out of another one. */
    public record Part(String name, Phase phase, int tables) {}

    /** Those that were taken out of this one, in their order. */
    public List<Part> takenOut(Connection target) throws SQLException {
        List<Part> parts = new ArrayList<>();
        if (!knowsParts(target)) {
            return parts;
        }
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/find_parts.sql"))) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    parts.add(new Part(row.getString(1), Phase.of(row.getString(2)), row.getInt(3)));
                }
            }
        }
        return parts;
    }

    /** Makes some of its tables a migration of their own, where this one is. The caller has fenced the position. */
    void takeOut(Connection target, String part, PlanBasis partBasis, PlanBasis restBasis, List<String> tables)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/take_out_tables.sql"))) {
            statement.setString(1, part);
            statement.setString(2, partBasis.toJson());
            statement.setString(3, restBasis.toJson());
            statement.setArray(4, target.createArrayOf("text", tables.toArray()));
            statement.setString(5, name);
            statement.executeUpdate();
        }
    }

    private MigrationRecord record(ResultSet row, MigrationRecord.Parts parts) throws SQLException {
        Timestamp clean = row.getTimestamp("clean_verification_at");
        return new MigrationRecord(
                name,
                Phase.of(row.getString("phase")),
                Planner.plan(PlanBasis.fromJson(row.getString("basis"))),
                row.getString("plan_digest"),
                new TableSelection(
                        TableSelection.split(row.getString("included_tables")),
                        TableSelection.split(row.getString("excluded_tables"))),
                clean == null ? null : clean.toInstant(),
                row.getString("fence"),
                parts);
    }

    /** The phase alone, cheap enough to ask every second; empty when the migration is gone. */
    public Optional<Phase> phase(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("SELECT phase FROM landfall.migration WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Phase.of(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Changes with the plan; empty when the migration is gone. */
    public Optional<String> planDigest(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("SELECT md5(CAST(basis AS text)) FROM landfall.migration WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Puts the next plan in force and keeps the basis of the one before.
     *
     * @param gtid of the source's statement
     * @param accepted whether somebody had to
     */
    void next(
            Connection target,
            PlanBasis basis,
            String gtid,
            String sourceStatement,
            List<String> targetStatements,
            boolean accepted)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/keep_schema_change.sql"))) {
            statement.setString(1, gtid);
            statement.setString(2, sourceStatement);
            statement.setArray(3, target.createArrayOf("text", targetStatements.toArray()));
            statement.setBoolean(4, accepted);
            statement.setString(5, name);
            statement.executeUpdate();
        }
        update(target, SqlFile.load("target/next_plan.sql"), List.of(basis.toJson(), name));
    }

    /** The phase, which nobody changes until the caller's transaction ends; waits for one that is changing it. */
    public Optional<Phase> lockedPhase(Connection target) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("SELECT phase FROM landfall.migration WHERE name = ? FOR NO KEY UPDATE")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Phase.of(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** By this machine's clock. */
    Instant begunAt(Connection target) throws SQLException {
        return Instant.now().minus(age(target));
    }

    /** Since the migration was begun. */
    Duration age(Connection target) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(SqlFile.load("target/migration_age.sql"))) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Duration.ofMillis((long) (row.getDouble(1) * 1_000));
            }
        }
    }

    void create(Connection target, String source, MigrationPlan plan, TableSelection selection, String version)
            throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(
                "INSERT INTO landfall.migration (name, version, source, target_schema, phase, basis,"
                        + " included_tables, excluded_tables) VALUES (?, ?, ?, ?, ?, CAST(? AS json), ?, ?)")) {
            statement.setString(1, name);
            statement.setString(2, version);
            statement.setString(3, source);
            statement.setString(4, plan.schema());
            statement.setString(5, Phase.COPYING.text());
            statement.setString(6, plan.basis().toJson());
            statement.setString(7, String.join(",", selection.include()));
            statement.setString(8, String.join(",", selection.exclude()));
            statement.executeUpdate();
        }
    }

    /** Keeps another basis, of the same schema, for all commands to come. What was verified by the one before counts no more. */
    void rebase(Connection target, PlanBasis basis) throws SQLException {
        update(
                target,
                "UPDATE landfall.migration SET basis = CAST(? AS json), clean_verification_at = NULL, changed_at = clock_timestamp()"
                        + " WHERE name = ?",
                List.of(basis.toJson(), name));
    }

    /** @return false when the migration was in none of the phases that it leads out of: nothing is changed then */
    public boolean move(Connection target, Transition transition) throws SQLException {
        return move(target, transition, "", List.of());
    }

    /** @param settings further columns, each with a comma behind it */
    private boolean move(Connection target, Transition transition, String settings, List<String> parameters)
            throws SQLException {
        String sql = "UPDATE landfall.migration SET " + settings + " phase = ?, changed_at = clock_timestamp()"
                + " WHERE name = ? AND phase = ANY (string_to_array(?, ','))";
        List<String> all = new ArrayList<>(parameters);
        all.add(transition.to().text());
        all.add(name);
        all.add(transition.from().stream().map(Phase::text).collect(Collectors.joining(",")));
        return update(target, sql, all);
    }

    /** Enters {@link Phase#FENCED} and keeps what has to be put back. */
    public boolean fence(Connection target, String settings) throws SQLException {
        return move(target, Transition.FENCING, "fence = CAST(? AS json),", List.of(settings));
    }

    /** Goes back to {@link Phase#STREAMING} after the source takes writes again. */
    public boolean unfence(Connection target) throws SQLException {
        return move(target, Transition.OPENING_AGAIN, "fence = NULL,", List.of());
    }

    /** The commit point of a cutover. @return false when the migration was not proven */
    public boolean handOver(Connection target) throws SQLException {
        return move(target, Transition.HANDING_OVER, "handed_over_at = clock_timestamp(),", List.of());
    }

    /** Goes on as before the cutover: the source takes writes. @return false when it was not about to */
    public boolean returned(Connection target) throws SQLException {
        return move(target, Transition.COMING_HOME, "fence = NULL, handed_over_at = NULL,", List.of());
    }

    public void cleanVerification(Connection target, @Nullable Instant at) throws SQLException {
        try (PreparedStatement statement =
                target.prepareStatement("UPDATE landfall.migration SET clean_verification_at = ? WHERE name = ?")) {
            statement.setTimestamp(1, at == null ? null : Timestamp.from(at));
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }

    public void delete(Connection target) throws SQLException {
        new ProofLedger(name).delete(target);
        update(target, "DELETE FROM landfall.migration WHERE name = ?", List.of(name));
    }

    private static boolean update(Connection target, String sql, List<String> parameters) throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            return statement.executeUpdate() == 1;
        }
    }
}
