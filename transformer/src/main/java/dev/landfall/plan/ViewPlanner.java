package dev.landfall.plan;

import dev.landfall.catalog.SourceView;
import java.util.List;

/** Views. */
final class ViewPlanner {
    private final PlanBasis basis;
    private final Findings findings;

    ViewPlanner(PlanBasis basis, List<TablePlan> tables, TakenNames relations, Findings findings) {
        this.basis = basis;
        this.findings = findings;
    }

    List<ViewPlan> plan() {
        for (SourceView view : basis.catalog().views()) {
            findings.warning("VIEW-001", view.name().toString(), "view is not carried over", "");
        }
        return List.of();
    }
}
