package dev.landfall.plan;

import dev.landfall.catalog.MariaDbType;
import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Secondary indexes and unique keys of one table. */
final class IndexPlanner {
    private final SourceTable table;
    private final String targetTable;
    private final List<ColumnPlan> columns;
    private final TakenNames relations;
    private final Findings findings;

    IndexPlanner(
            SourceTable table, String targetTable, List<ColumnPlan> columns, TakenNames relations, Findings findings) {
        this.table = table;
        this.targetTable = targetTable;
        this.columns = columns;
        this.relations = relations;
        this.findings = findings;
    }

    List<IndexPlan> plan() {
        List<IndexPlan> plans = new ArrayList<>();
        for (SourceIndex index : table.indexes()) {
            plan(index).ifPresent(plans::add);
        }
        return plans;
    }

    private Optional<IndexPlan> plan(SourceIndex index) {
        String where = table.name() + "." + index.name();
        if (!index.kind().equals("BTREE") && !index.kind().equals("HASH")) {
            findings.warning(
                    "INDEX-001",
                    where,
                    index.kind() + " index is not carried over",
                    "Create a PostgreSQL counterpart (GIN on tsvector, GiST) after the cutover.");
            return Optional.empty();
        }
        List<IndexPlan.Part> parts = new ArrayList<>();
        for (SourceIndex.Part part : index.parts()) {
            ColumnPlan column = columns.get(table.indexOf(part.column()));
            if (!column.type().comparable()) {
                findings.warning(
                        "INDEX-002",
                        where,
                        "cannot be carried over: " + column.type() + " column " + column.name() + " has no order",
                        index.unique() ? "Its uniqueness is not enforced on the target." : "");
                return Optional.empty();
            }
            parts.add(new IndexPlan.Part(expression(column, part), part.descending()));
        }
        reportUniqueness(index, where);
        return Optional.of(
                new IndexPlan(relations.claim(NameMapper.index(targetTable, index.name())), index.unique(), parts));
    }

    private static String expression(ColumnPlan column, SourceIndex.Part part) {
        String quoted = Identifiers.postgres(column.name());
        if (part.prefixLength() == null) {
            return quoted;
        }
        return column.type().kind() == PgType.Kind.BYTEA
                ? "(substring(" + quoted + " FROM 1 FOR " + part.prefixLength() + "))"
                : "(\"left\"(" + quoted + ", " + part.prefixLength() + "))";
    }

    /** A case-insensitive key becomes an exact one: no row is lost, but the target lets more rows in. */
    private void reportUniqueness(SourceIndex index, String where) {
        if (!index.unique()) {
            return;
        }
        for (String name : index.columns()) {
            SourceColumn column = columns.get(table.indexOf(name)).source();
            String collation = column.collation();
            if (collation != null
                    && isText(column.type())
                    && !collation.toLowerCase(Locale.ROOT).endsWith("_bin")) {
                findings.warning(
                        "INDEX-003",
                        where,
                        "is unique under " + collation + " (case, accents or trailing spaces do not count); on the"
                                + " target every byte counts",
                        "Add a unique index on an expression such as lower(" + NameMapper.map(column.name())
                                + ") after the cutover if the application relies on it.");
                return;
            }
        }
    }

    static boolean isText(MariaDbType type) {
        return type instanceof MariaDbType.CharType
                || type instanceof MariaDbType.VarcharType
                || type instanceof MariaDbType.TextType;
    }
}
