package dev.landfall.run;

import dev.landfall.apply.AppliedPosition;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.DdlParser;
import dev.landfall.event.ChangeEvent.SchemaChanged;
import dev.landfall.event.SourceTransaction;
import dev.landfall.evolution.Evolution;
import dev.landfall.evolution.Verdict;
import dev.landfall.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Takes a migration over a schema change of its source: target, plan and position move in one transaction of PostgreSQL, or
 * nothing does and the stream stops in front of it.
 */
final class SchemaStep implements SchemaGate {
    private final MigrationRecord record;
    private final @Nullable AcceptedDdl accepted;
    private final Progress progress;
    private final SchemaMove move;
    private final RejectedTables rejected;

    /**
     * @param record which tables belong to the migration by their names, and which do no longer
     * @param accepted null where nobody has looked at any
     */
    SchemaStep(
            Servers servers,
            MigrationRecord record,
            @Nullable AcceptedDdl accepted,
            Progress progress,
            AtomicBoolean stopRequested) {
        this.record = record;
        this.accepted = accepted;
        this.progress = progress;
        this.move = new SchemaMove(servers, record.name(), progress, stopRequested);
        this.rejected = new RejectedTables(servers, record.name());
    }

    @Override
    public boolean wants(TableName table, MigrationPlan plan) {
        return table.database().equals(plan.catalog().database()) && record.wants(table);
    }

    @Override
    public boolean meansNothing(SourceTransaction change, MigrationPlan plan) {
        return isOfOthers(event(change), plan) || changesNothing(change, plan);
    }

    /** Whether it makes no difference to rows, plan and target. */
    static boolean changesNothing(SourceTransaction change, MigrationPlan plan) {
        return judge(change, event(change), plan) instanceof Verdict.Apply apply
                && apply.statements().isEmpty()
                && apply.plan().basis().equals(plan.basis());
    }

    /** About a table that was taken out, and none of these; what becomes of it under another name is no matter of this migration. */
    private boolean isOfOthers(SchemaChanged event, MigrationPlan plan) {
        List<TableName> named = DdlParser.parse(event.ddl(), event.database()).named();
        return named.stream().anyMatch(table -> record.parts().gone().contains(table.name()))
                && named.stream().noneMatch(table -> plan.table(table).isPresent());
    }

    @Override
    public Optional<MigrationPlan> pass(SourceTransaction change, MigrationPlan plan, AppliedPosition from)
            throws SQLException, InterruptedException {
        SchemaChanged event = event(change);
        Verdict verdict = judge(change, event, plan);
        HeldChange held = new HeldChange(change.gtid(), event);
        List<TableName> named = DdlParser.parse(event.ddl(), event.database()).named();
        if (verdict instanceof Verdict.Refuse refuse) {
            throw held.refused(refuse.reason(), plan, record);
        }
        if (verdict instanceof Verdict.Apply apply) {
            rejected.requireNone(plan, kept(named, event), held);
            return execute(
                    new SchemaMove.Request(change, event, plan, apply.plan(), apply.statements(), false, from), held);
        }
        Verdict.Hold hold = (Verdict.Hold) verdict;
        if (accepted == null || !accepted.gtid().equals(change.gtid())) {
            throw held.waits(hold);
        }
        if (accepted.statements() == null && !hold.complete()) {
            throw held.needsEdit(hold);
        }
        rejected.requireNone(plan, kept(named, event), held);
        List<String> statements = accepted.statements() == null
                ? hold.statements()
                : List.of(Objects.requireNonNull(accepted.statements()));
        return execute(new SchemaMove.Request(change, event, plan, hold.plan(), statements, true, from), held);
    }

    /** Without tables that are dropped: rows that were set aside go with them, see {@link SchemaMove}. */
    private static List<TableName> kept(List<TableName> named, SchemaChanged event) {
        List<TableName> dropped = SchemaMove.dropped(event);
        return named.stream().filter(table -> !dropped.contains(table)).toList();
    }

    private static SchemaChanged event(SourceTransaction change) {
        return change.events().stream()
                .filter(SchemaChanged.class::isInstance)
                .map(SchemaChanged.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static Verdict judge(SourceTransaction change, SchemaChanged event, MigrationPlan plan) {
        boolean single = event.alone()
                && change.events().stream()
                        .allMatch(other -> other instanceof SchemaChanged schema
                                && schema.ddl().equals(event.ddl()));
        return single
                ? Evolution.of(plan, event.table(), DdlParser.parse(event.ddl(), event.database()))
                : new Verdict.Refuse("the statement comes together with rows");
    }

    private Optional<MigrationPlan> execute(SchemaMove.Request request, HeldChange held)
            throws SQLException, InterruptedException {
        if (!move.execute(request, held)) {
            return Optional.empty();
        }
        progress.note("Followed a schema change at GTID " + request.change().gtid() + ": "
                + request.event().ddl() + " (on the target: "
                + (request.statements().isEmpty() ? "nothing to do" : String.join("; ", request.statements())) + ").");
        return Optional.of(request.after());
    }
}
