package dev.landfall.plan;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.catalog.SourceCatalog;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.SourceView;
import dev.landfall.catalog.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A plan in two: some of its tables, and the rest. What is on the target already stays as it is called there. Pure.
 *
 * @param part the tables that were asked for; sequences, programs stay with the rest
 * @param rest what is left; not empty
 */
public record PlanSplit(MigrationPlan part, MigrationPlan rest) {
    /** Why a plan cannot be split as asked for, one sentence's clause per reason. */
    public static final class NotApartException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<String> reasons;

        private NotApartException(List<String> reasons) {
            super(String.join("; ", reasons));
            this.reasons = List.copyOf(reasons);
        }

        public List<String> reasons() {
            return reasons;
        }
    }

    /** @throws NotApartException when what is asked for hangs together with the rest, is everything, or is nothing */
    public static PlanSplit of(MigrationPlan whole, Predicate<TableName> wanted) throws NotApartException {
        Set<TableName> chosen = new HashSet<>();
        for (SourceTable table : whole.catalog().tables()) {
            // The history of a table goes where the table goes.
            TableName decides =
                    table.historyOf() == null ? table.name() : table.historyOf().table();
            if (wanted.test(decides)) {
                chosen.add(table.name());
            }
        }
        List<String> reasons = new ArrayList<>();
        if (chosen.isEmpty()) {
            reasons.add("none of the migration's tables is asked for");
        } else if (chosen.size() == whole.catalog().tables().size()) {
            reasons.add("it has all tables that are left");
        }
        whole.catalog().tables().forEach(table -> crossing(table, chosen, whole, reasons));
        if (!reasons.isEmpty()) {
            throw new NotApartException(reasons);
        }
        MigrationPlan part = plan(whole, chosen::contains, false);
        MigrationPlan rest = plan(whole, name -> !chosen.contains(name), true);
        renamed(whole, part, reasons);
        renamed(whole, rest, reasons);
        if (!reasons.isEmpty()) {
            throw new NotApartException(reasons);
        }
        return new PlanSplit(part, rest);
    }

    private static void crossing(SourceTable table, Set<TableName> chosen, MigrationPlan whole, List<String> reasons) {
        for (ForeignKey key : table.foreignKeys()) {
            boolean migrated = whole.catalog().table(key.parent()).isPresent();
            if (migrated && chosen.contains(table.name()) != chosen.contains(key.parent())) {
                boolean inside = chosen.contains(table.name());
                reasons.add("foreign key " + key.name() + " of " + table.name().name() + ", which is "
                        + (inside ? "in" : "not in") + " the group, refers to "
                        + key.parent().name() + ", which is " + (inside ? "not" : "in it"));
            }
        }
    }

    private static MigrationPlan plan(MigrationPlan whole, Predicate<TableName> tables, boolean others) {
        PlanBasis basis = whole.basis();
        SourceCatalog catalog = basis.catalog();
        List<SourceTable> own = catalog.tables().stream()
                .filter(table -> tables.test(table.name()))
                .toList();
        MigrationPlan withViews = Planner.plan(with(basis, own, catalog.views(), others));
        // A view that reads both sides is nobody's: it stays as it is on the target.
        List<SourceView> views =
                withViews.views().stream().map(ViewPlan::source).toList();
        return Planner.plan(with(
                basis, own, catalog.views().stream().filter(views::contains).toList(), others));
    }

    private static PlanBasis with(PlanBasis basis, List<SourceTable> tables, List<SourceView> views, boolean others) {
        SourceCatalog catalog = basis.catalog();
        return new PlanBasis(
                new SourceCatalog(
                        catalog.server(),
                        catalog.database(),
                        tables,
                        others ? catalog.sequences() : List.of(),
                        views,
                        others ? catalog.programs() : List.of(),
                        catalog.defaultCollation()),
                basis.profile(),
                basis.rules(),
                basis.features(),
                basis.schema());
    }

    /** Names and types of one table may depend on others, and the target has them as the whole plan decided. */
    private static void renamed(MigrationPlan whole, MigrationPlan part, List<String> reasons) {
        for (TablePlan table : part.tables()) {
            if (!whole.table(table.source().name()).equals(Optional.of(table))) {
                reasons.add("table " + table.source().name().name()
                        + " is called, typed or keyed on the target as it is because of a table, or a sequence, on the"
                        + " other side");
            }
        }
        part.views().stream()
                .filter(view -> !whole.views().contains(view))
                .forEach(view -> reasons.add("view " + view.source().name().name()
                        + " is called on the target as it is because of another object"));
    }
}
