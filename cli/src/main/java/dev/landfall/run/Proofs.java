package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.verify.EqualBefore;
import dev.landfall.verify.ProofLedger;
import dev.landfall.verify.ProofView;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Up to where the tables of a migration are proven equal.
 *
 * @param all null where not all of them are proven at one position
 * @param tables those that are, by the source's names
 */
record Proofs(StatusReport.@Nullable ProofStatus all, Map<String, StatusReport.TableProof> tables) {
    private static final Proofs NONE = new Proofs(null, Map.of());

    /** Up to here changes are counted table by table: in about a tenth of a second. */
    private static final long MOST_COUNTED = 1_000_000;

    Proofs {
        tables = Map.copyOf(tables);
    }

    StatusReport.@Nullable TableProof of(String table) {
        return tables.get(table);
    }

    /** As of one moment. @param control with autocommit on */
    static Proofs read(Connection control, MigrationRecord record) throws SQLException {
        control.setAutoCommit(false);
        try (Statement statement = control.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            return shown(control, record);
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
    }

    private static Proofs shown(Connection control, MigrationRecord record) throws SQLException {
        ProofLedger ledger = new ProofLedger(record.name());
        Optional<ProofView> found = ledger.read(control);
        if (found.isEmpty() || !found.get().planDigest().equals(ProofLedger.basis(record.planDigest()))) {
            return NONE;
        }
        ProofView view = found.get();
        ProofView.Proven proven = view.holds(ProofLedger.basis(record.planDigest())) ? view.proven() : null;
        Map<String, EqualBefore> equal = ledger.equalTables(control, ProofLedger.basis(record.planDigest()), null);
        Counted counted = Counted.of(ledger, control, view);
        Map<String, StatusReport.TableProof> tables = new HashMap<>();
        record.plan().tables().forEach(table -> {
            String name = table.source().name().name();
            EqualBefore before = equal.get(name);
            if (before != null && (proven == null || isBehind(before, proven))) {
                tables.put(name, counted.proof(name, before.gtids(), before.at()));
            } else if (proven != null) {
                tables.put(name, counted.proof(name, proven.gtids(), proven.at()));
            }
        });
        return new Proofs(proven == null ? null : all(proven, view.waiting()), tables);
    }

    private static boolean isBehind(EqualBefore before, ProofView.Proven proven) {
        return GtidSet.parse(before.gtids()).contains(GtidSet.parse(proven.gtids()));
    }

    private static StatusReport.ProofStatus all(ProofView.Proven proven, long waiting) {
        return new StatusReport.ProofStatus(
                proven.gtids(),
                proven.at().toString(),
                proven.wholeAt() == null ? null : proven.wholeAt().toString(),
                waiting);
    }

    /** @param changes null while there are too many */
    private record Counted(@Nullable Map<String, ProofLedger.Changes> changes) {
        static Counted of(ProofLedger ledger, Connection control, ProofView view) throws SQLException {
            if (view.waiting() > MOST_COUNTED) {
                return new Counted(null);
            }
            Map<String, ProofLedger.Changes> changes = new HashMap<>();
            for (ProofLedger.Changes some : ledger.changes(control)) {
                changes.put(some.table(), some);
            }
            return new Counted(changes);
        }

        StatusReport.TableProof proof(String table, String position, Instant at) {
            ProofLedger.Changes since = changes == null ? null : changes.get(table);
            return new StatusReport.TableProof(
                    position,
                    at.toString(),
                    changes == null ? null : Long.valueOf(since == null ? 0 : since.changes()),
                    since != null && since.whole());
        }
    }
}
