package dev.landfall.plan;

import dev.landfall.catalog.SourceIndex;
import dev.landfall.catalog.SourceTable;
import dev.landfall.mapping.NameMapper;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.PgType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Secondary indexes and unique keys of one table. */
final class IndexPlanner {
    private static final int BYTES_PER_CHARACTER = 4;
    /** What an index over a longer text is about; enough to be selective. */
    private static final int INDEXED_CHARACTERS = 250;
    /** A tsvector ends at 1 MB of words; so many characters stay below it in any script. */
    private static final int SEARCHED_CHARACTERS = 250_000;

    private final SourceTable table;
    private final String targetTable;
    private final List<ColumnPlan> columns;
    private final CaseFolding folding;
    private final TakenNames relations;
    private final Findings findings;
    private final Set<SourceIndex> needed;

    /** @param needed unique keys that rows are found by, or that foreign keys refer to */
    IndexPlanner(
            SourceTable table,
            String targetTable,
            List<ColumnPlan> columns,
            CaseFolding folding,
            TakenNames relations,
            Findings findings,
            Set<SourceIndex> needed) {
        this.table = table;
        this.targetTable = targetTable;
        this.columns = columns;
        this.folding = folding;
        this.relations = relations;
        this.findings = findings;
        this.needed = Set.copyOf(needed);
    }

    List<IndexPlan> plan() {
        List<IndexPlan> plans = new ArrayList<>();
        foldedPrimaryKey().ifPresent(plans::add);
        for (SourceIndex index : table.indexes()) {
            plan(index).ifPresent(plan -> {
                plans.add(plan);
                exact(index, plan).ifPresent(plans::add);
            });
        }
        return plans;
    }

    /**
     * Where a key is only kept unique by an expression, what refers to it, and changes that find their row by it, need one on the
     * columns themselves.
     */
    private Optional<IndexPlan> exact(SourceIndex index, IndexPlan planned) {
        boolean expression =
                planned.parts().stream().anyMatch(part -> part.sql().startsWith("("));
        if (!expression || !needed.contains(index) || !IndexEntry.fits(table, index)) {
            return Optional.empty();
        }
        SourceIndex exact = new SourceIndex(index.name() + "_exact", true, "BTREE", index.parts(), "");
        return Optional.of(new IndexPlan(
                name(exact),
                true,
                IndexPlan.Method.BTREE,
                index.parts().stream()
                        .map(part -> new IndexPlan.Part(
                                Identifiers.postgres(column(part).name()), part.descending()))
                        .toList(),
                ""));
    }

    /** The primary key itself tells every spelling apart; this keeps out what the source keeps out. */
    private Optional<IndexPlan> foldedPrimaryKey() {
        List<SourceIndex.Part> parts = table.primaryKey().stream()
                .map(column -> new SourceIndex.Part(column, null, false))
                .toList();
        if (parts.stream().mapToLong(this::longestBytes).sum() > IndexEntry.LONGEST) {
            findings.warning(
                    "INDEX-008",
                    table.name() + ".PRIMARY",
                    "may hold more bytes than a PostgreSQL index entry takes (2704): a row with such a key would stop the copy",
                    "Look at the longest keys; shorten them, or give the table another primary key.");
        }
        boolean folded =
                parts.stream().anyMatch(part -> folding.folds(column(part).source()));
        reportExactness(table.name() + ".PRIMARY", parts);
        if (!folded) {
            return Optional.empty();
        }
        SourceIndex key = new SourceIndex("pkey_ci", true, "BTREE", parts, "");
        return Optional.of(btree(key, table.name() + ".PRIMARY"));
    }

    private Optional<IndexPlan> plan(SourceIndex index) {
        String where = table.name() + "." + index.name();
        return switch (index.kind()) {
            case "BTREE", "HASH", "RTREE" -> ordered(index, where);
            case "FULLTEXT" -> Optional.of(fullText(index, where));
            case "SPATIAL" -> spatial(index, where);
            default -> {
                findings.warning(
                        "INDEX-001",
                        where,
                        index.kind() + " index is not carried over",
                        "Create a PostgreSQL counterpart after the cutover.");
                yield Optional.empty();
            }
        };
    }

    private ColumnPlan column(SourceIndex.Part part) {
        return columns.get(table.indexOf(part.column()));
    }

    private Optional<IndexPlan> ordered(SourceIndex index, String where) {
        for (SourceIndex.Part part : index.parts()) {
            ColumnPlan column = column(part);
            if (!column.type().ordered()) {
                findings.warning(
                        "INDEX-002",
                        where,
                        "is not carried over: a " + column.type() + " column (" + column.name()
                                + ") has no order to index",
                        index.unique()
                                ? "Its uniqueness is not enforced on the target: add a unique index on an expression."
                                : "Add an index on an expression, or a GIN index, if queries need one.");
                return Optional.empty();
            }
        }
        if (index.unique()) {
            reportExactness(where, index.parts());
        }
        return Optional.of(btree(index, where));
    }

    private IndexPlan btree(SourceIndex index, String where) {
        Set<SourceIndex.Part> shortened = tooLong(index);
        int characters = Math.min(
                INDEXED_CHARACTERS, IndexEntry.LONGEST / 2 / BYTES_PER_CHARACTER / Math.max(1, shortened.size()));
        List<IndexPlan.Part> parts = index.parts().stream()
                .map(part -> new IndexPlan.Part(
                        expression(index, part, shortened.contains(part) ? characters : 0), part.descending()))
                .toList();
        if (!shortened.isEmpty()) {
            findings.info(
                    "INDEX-004",
                    where,
                    "may hold more bytes than a PostgreSQL index entry takes (2704): it becomes an index on "
                            + parts.stream().map(IndexPlan.Part::sql).collect(Collectors.joining(", ")));
        }
        return new IndexPlan(name(index), index.unique(), IndexPlan.Method.BTREE, parts, index.comment());
    }

    /** The longest parts, as many as it takes for the others to fit. */
    private Set<SourceIndex.Part> tooLong(SourceIndex index) {
        long bytes = index.parts().stream().mapToLong(this::longestBytes).sum();
        Set<SourceIndex.Part> shortened = new HashSet<>();
        List<SourceIndex.Part> longestFirst = index.parts().stream()
                .sorted(Comparator.comparingLong(this::longestBytes).reversed())
                .toList();
        // What is shortened keeps a part of the entry: never more than half of it for all of them together.
        long room = IndexEntry.LONGEST;
        for (SourceIndex.Part part : longestFirst) {
            if (bytes <= room) {
                return shortened;
            }
            shortened.add(part);
            bytes -= longestBytes(part);
            room = IndexEntry.LONGEST / 2;
        }
        return shortened;
    }

    private String name(SourceIndex index) {
        return relations.claim(NameMapper.index(targetTable, index.name()));
    }

    /** @param characters to keep at most; 0 keeps all */
    private String expression(SourceIndex index, SourceIndex.Part part, int characters) {
        ColumnPlan column = column(part);
        String value = Identifiers.postgres(column.name());
        boolean bytes = column.type().kind() == PgType.Kind.BYTEA;
        boolean plain = true;
        if (part.prefixLength() != null) {
            value = bytes
                    ? "substring(" + value + " FROM 1 FOR " + part.prefixLength() + ")"
                    : "\"left\"(" + value + ", " + part.prefixLength() + ")";
            plain = false;
        }
        if (index.unique() && folding.folds(column.source())) {
            value = folding.fold(value, column.source());
            plain = false;
        }
        if (characters > 0) {
            value = shortened(value, index.unique(), bytes, characters);
            plain = false;
        }
        return plain ? value : "(" + value + ")";
    }

    /** A hash keeps unique what is unique; the beginning keeps the order, which lookups of ranges need. */
    private static String shortened(String value, boolean unique, boolean bytes, int characters) {
        if (unique) {
            return "md5(" + value + ")";
        }
        return bytes
                ? "substring(" + value + " FROM 1 FOR " + characters + ")"
                : "\"left\"(" + value + ", " + characters + ")";
    }

    private long longestBytes(SourceIndex.Part part) {
        return IndexEntry.longestBytes(column(part).source(), part);
    }

    private IndexPlan fullText(SourceIndex index, String where) {
        String words = index.parts().stream()
                .map(part -> "coalesce(" + text(column(part)) + ", '')")
                .collect(Collectors.joining(" || ' ' || "));
        String vector =
                "(to_tsvector('pg_catalog.simple'::regconfig, \"left\"(" + words + ", " + SEARCHED_CHARACTERS + ")))";
        findings.info(
                "INDEX-005",
                where,
                "FULLTEXT index becomes a GIN index on to_tsvector('simple', ...) of the first " + SEARCHED_CHARACTERS
                        + " characters; queries with MATCH ... AGAINST have to use @@");
        return new IndexPlan(
                name(index), false, IndexPlan.Method.GIN, List.of(new IndexPlan.Part(vector, false)), index.comment());
    }

    private static String text(ColumnPlan column) {
        boolean text = column.type().kind() == PgType.Kind.TEXT || column.type().kind() == PgType.Kind.VARCHAR;
        return Identifiers.postgres(column.name()) + (text ? "" : "::text");
    }

    private Optional<IndexPlan> spatial(SourceIndex index, String where) {
        ColumnPlan column = column(index.parts().get(0));
        if (column.type().kind() != PgType.Kind.GEOMETRY) {
            findings.warning(
                    "INDEX-001",
                    where,
                    "SPATIAL index is not carried over: " + column.name() + " is " + column.type() + " on the target",
                    "Install PostGIS on the target before the snapshot.");
            return Optional.empty();
        }
        return Optional.of(new IndexPlan(
                name(index),
                false,
                IndexPlan.Method.GIST,
                List.of(new IndexPlan.Part(Identifiers.postgres(column.name()), false)),
                index.comment()));
    }

    /** What a case-insensitive key keeps out of the source and not out of the target. */
    private void reportExactness(String where, List<SourceIndex.Part> parts) {
        for (SourceIndex.Part part : parts) {
            folding.report(column(part), where, findings);
        }
    }
}
