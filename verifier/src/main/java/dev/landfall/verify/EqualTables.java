package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import dev.landfall.failpoint.Failpoint;
import dev.landfall.sql.SqlFile;
import dev.landfall.target.TargetDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps table by table, and range by range of large ones, what a pass over everything finds equal in its view, so that one that is cut short was not for nothing: as
 * long as {@link ProofLedger#begin tracking} is unbroken, only what has changed in such a table since has to be compared. Of one pass.
 * Thread-safe; writes over the caller's session, each table in a transaction of its own.
 */
public final class EqualTables {
    private final String migration;
    private final String planDigest;
    private final String comparedBy;
    private final boolean goesOn;
    private final Connection control;
    private final TargetDatabase target;
    private final Consumer<GoneOn> listener;
    private @Nullable ProofView view;
    private @Nullable Instant oldest;

    /**
     * What is not compared as a whole once more.
     *
     * @param tables that were found equal before
     * @param of how many
     */
    public record GoneOn(List<EqualBefore> tables, int of) {
        public GoneOn {
            tables = List.copyOf(tables);
        }
    }

    /**
     * @param comparedBy what was found in another way does not count
     * @param goesOn whether to go by what was found before
     * @param control nobody else's while the pass runs, with autocommit on
     * @param listener hears of it when the pass goes on from anything
     */
    public EqualTables(
            String migration,
            String planDigest,
            String comparedBy,
            boolean goesOn,
            Connection control,
            TargetDatabase target,
            Consumer<GoneOn> listener) {
        this.migration = migration;
        this.planDigest = planDigest;
        this.comparedBy = comparedBy;
        this.goesOn = goesOn;
        this.control = control;
        this.target = target;
        this.listener = listener;
    }

    /**
     * What was found before, by the source's names of the tables. Asked in the view itself: whatever it shows was found in an earlier
     * one.
     */
    Map<String, EqualBefore> before(Connection frozen) throws SQLException {
        return goesOn ? new ProofLedger(migration).equalTables(frozen, planDigest, comparedBy) : Map.of();
    }

    /** From here on tables are kept. @param shown by the frozen view; of another plan, or of nothing, no table is kept */
    synchronized void begin(Optional<ProofView> shown) {
        view = shown.filter(seen -> seen.planDigest().equals(planDigest)).orElse(null);
    }

    /** The pass does not compare some tables as a whole. */
    synchronized void goOn(Collection<EqualBefore> tables, int of) {
        if (!tables.isEmpty()) {
            oldest = tables.stream()
                    .map(EqualBefore::at)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            listener.accept(new GoneOn(List.copyOf(tables), of));
        }
    }

    /** When the earliest of the rows was compared on which the pass goes on; empty when it has compared all of them itself. */
    public synchronized Optional<Instant> oldest() {
        return Optional.ofNullable(oldest);
    }

    /** Ranges of tables, also of such of which the whole was found equal. As {@link #before}. */
    Map<String, List<EqualRange>> rangesBefore(Connection frozen) throws SQLException {
        return goesOn ? new ProofLedger(migration).equalRanges(frozen, planDigest, comparedBy) : Map.of();
    }

    /** Keeps ranges that are equal. @throws dev.landfall.failure.MigrationException when the target fails */
    synchronized void keep(TableName table, List<RangeKeeper.Equal> ranges) {
        ProofView found = view;
        if (found == null) {
            return;
        }
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/keep_equal_range.sql"))) {
            for (RangeKeeper.Equal equal : ranges) {
                statement.setString(1, table.name());
                statement.setString(2, equal.range().from());
                statement.setString(3, equal.range().until());
                statement.setString(4, comparedBy);
                statement.setString(5, found.gtids());
                statement.setLong(6, found.step());
                statement.setLong(7, found.batches());
                statement.setLong(8, equal.rows());
                statement.setString(9, migration);
                statement.setString(10, found.token());
                statement.setString(11, planDigest);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw target.explain(e);
        }
        Failpoint.VERIFY_RANGE_KEPT.reach();
    }

    /** Keeps a table that is equal. @throws dev.landfall.failure.MigrationException when the target fails */
    synchronized void keep(TableVerdict verdict) {
        ProofView found = view;
        if (found == null || !verdict.matches() || verdict.before() != null) {
            return;
        }
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/keep_equal_table.sql"))) {
            statement.setString(1, verdict.table().name());
            statement.setString(2, comparedBy);
            statement.setString(3, found.gtids());
            statement.setLong(4, found.step());
            statement.setLong(5, found.batches());
            statement.setLong(6, verdict.sourceRows());
            statement.setString(7, migration);
            statement.setString(8, found.token());
            statement.setString(9, planDigest);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw target.explain(e);
        }
        Failpoint.VERIFY_TABLE_KEPT.reach();
    }
}
