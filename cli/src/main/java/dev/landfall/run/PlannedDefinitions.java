package dev.landfall.run;

import dev.landfall.catalog.ForeignKey;
import dev.landfall.plan.ForeignKeyPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.MigrationPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.plan.ViewPlan;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.Ddl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a plan knows for certain of keys and indexes, in the words of {@code list_objects.sql}. */
final class PlannedDefinitions {
    private final Map<Key, String> definitions = new HashMap<>();

    private record Key(Ddl.Kind kind, String table, String name) {}

    PlannedDefinitions(MigrationPlan plan) {
        plan.tables().forEach(this::add);
        for (ViewPlan view : plan.views()) {
            // It has one index at the most, whatever its name.
            definitions.put(new Key(Ddl.Kind.UNIQUE_INDEX, view.name(), ""), columns(view.uniqueKey()));
        }
    }

    private void add(TablePlan table) {
        definitions.put(new Key(Ddl.Kind.PRIMARY_KEY, table.name(), ""), columns(table.primaryKeyColumns()));
        for (IndexPlan index : table.indexes()) {
            Ddl.Kind kind = index.unique() ? Ddl.Kind.UNIQUE_INDEX : Ddl.Kind.INDEX;
            definitions.put(new Key(kind, table.name(), index.name()), definition(index));
        }
        for (ForeignKeyPlan key : table.foreignKeys()) {
            definitions.put(new Key(Ddl.Kind.FOREIGN_KEY, table.name(), key.name()), definition(table.schema(), key));
        }
    }

    /** Such as {@code ("id")}; empty where nothing is certain but the kind. */
    String of(Ddl ddl) {
        String only = definitions.getOrDefault(new Key(ddl.kind(), ddl.table(), ""), "");
        return definitions.getOrDefault(new Key(ddl.kind(), ddl.table(), ddl.name()), only);
    }

    /** PostgreSQL spells expressions in its own way, and indexes for words and shapes are no B-trees. */
    private static String definition(IndexPlan index) {
        boolean plain = index.method() == IndexPlan.Method.BTREE
                && index.parts().stream().noneMatch(part -> part.sql().startsWith("("));
        return plain ? index.parts().stream().map(IndexPlan.Part::sql).collect(Collectors.joining(", ", "(", ")")) : "";
    }

    private static String definition(String schema, ForeignKeyPlan key) {
        return columns(key.columns()) + " references " + Identifiers.postgres(schema) + "."
                + Identifiers.postgres(key.parentTable()) + " " + columns(key.parentColumns()) + " on delete "
                + action(key.source().onDelete()) + " on update "
                + action(key.source().onUpdate());
    }

    /** As the target has it, where RESTRICT is never used. */
    private static String action(ForeignKey.Action action) {
        return switch (action) {
            case RESTRICT, NO_ACTION -> "no action";
            case CASCADE -> "cascade";
            case SET_NULL -> "set null";
            case SET_DEFAULT -> "set default";
        };
    }

    private static String columns(List<String> names) {
        return names.stream().map(Identifiers::postgres).collect(Collectors.joining(", ", "(", ")"));
    }
}
