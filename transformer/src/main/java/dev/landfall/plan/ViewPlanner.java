package dev.landfall.plan;

import dev.landfall.catalog.SourceView;
import dev.landfall.mapping.NameMapper;
import dev.landfall.mapping.view.ViewColumn;
import dev.landfall.mapping.view.ViewSource;
import dev.landfall.mapping.view.ViewTranslation;
import dev.landfall.mapping.view.ViewTranslator;
import dev.landfall.rules.MaterializedView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Views: each is translated once everything that it reads is there. */
final class ViewPlanner {
    private final PlanBasis basis;
    private final TakenNames relations;
    private final Findings findings;
    private final Map<String, ViewSource> known = new HashMap<>();
    private final List<ViewPlan> plans = new ArrayList<>();

    ViewPlanner(PlanBasis basis, List<TablePlan> tables, TakenNames relations, Findings findings) {
        this.basis = basis;
        this.relations = relations;
        this.findings = findings;
        for (TablePlan table : tables) {
            known.put(
                    key(table.source().name().name()),
                    new ViewSource(
                            table.schema(),
                            table.name(),
                            table.columns().stream()
                                    .map(column -> ViewColumn.of(column.source(), column.name(), column.type()))
                                    .toList()));
        }
    }

    /** In an order in which each reads only tables and earlier views. */
    List<ViewPlan> plan() {
        List<SourceView> open = new ArrayList<>(basis.catalog().views());
        Map<SourceView, String> reasons = new HashMap<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (SourceView view : List.copyOf(open)) {
                Optional<String> reason = translate(view);
                if (reason.isEmpty()) {
                    open.remove(view);
                    progress = true;
                } else {
                    reasons.put(view, reason.get());
                }
            }
        }
        open.forEach(view -> report(view, reasons.getOrDefault(view, "")));
        return plans;
    }

    /** @return why not; empty when it is planned */
    private Optional<String> translate(SourceView view) {
        if (view.definition().isEmpty()) {
            return Optional.of("its definition cannot be seen by this user (SHOW VIEW is needed)");
        }
        ViewTranslation translation = ViewTranslator.translate(
                view.definition(), basis.catalog().database(), name -> Optional.ofNullable(known.get(key(name))));
        if (translation instanceof ViewTranslation.Untranslated untranslated) {
            return Optional.of(untranslated.reason());
        }
        add(view, (ViewTranslation.Translated) translation);
        return Optional.empty();
    }

    private void add(SourceView view, ViewTranslation.Translated translated) {
        String name = relations.claim(NameMapper.map(view.name().name()));
        known.put(key(view.name().name()), new ViewSource(basis.schema(), name, translated.columns()));
        Optional<MaterializedView> materialized =
                basis.rules().materialized(view.name().name());
        List<String> columns =
                translated.columns().stream().map(ViewColumn::targetName).toList();
        List<String> uniqueKey = materialized.map(MaterializedView::uniqueKey).orElse(List.of()).stream()
                .map(NameMapper::map)
                .toList();
        if (!columns.containsAll(uniqueKey)) {
            findings.blocker(
                    "RULE-007",
                    view.name().toString(),
                    "the unique key " + String.join(", ", uniqueKey)
                            + " of the materialized view names a column that it" + " does not have",
                    "Correct the key under mapping.materializedViews; the columns are " + String.join(", ", columns)
                            + ".");
        }
        plans.add(new ViewPlan(view, name, columns, translated.sql(), materialized.isPresent(), uniqueKey));
        List<String> caveats = new ArrayList<>(new ViewCaveats(basis.catalog(), translated.readsFrom()).of(view));
        caveats.addAll(translated.caveats());
        if (!caveats.isEmpty()) {
            findings.warning(
                    "VIEW-002",
                    view.name().toString(),
                    "may give something else than on MariaDB: " + String.join(" ", caveats),
                    "Compare what it gives on both sides.");
        }
        materialized.ifPresent(asked -> findings.info(
                "VIEW-003",
                view.name().toString(),
                "becomes a materialized view; bring it up to date with REFRESH MATERIALIZED VIEW "
                        + (uniqueKey.isEmpty() ? "" : "CONCURRENTLY ") + basis.schema() + "." + name));
    }

    private void report(SourceView view, String reason) {
        int lines = (int) view.definition().lines().count();
        findings.warning(
                "VIEW-001",
                view.name().toString(),
                "view of " + view.definition().length() + " characters (" + lines + (lines == 1 ? " line" : " lines")
                        + ") is not carried over: " + reason,
                "Write its PostgreSQL counterpart before the cutover.");
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
