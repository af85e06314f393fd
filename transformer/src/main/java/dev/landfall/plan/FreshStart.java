package dev.landfall.plan;

import dev.landfall.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the tables of a plan are migrated once more from the beginning, as advice. The tables are named, never their schema: other
 * migrations may have tables there, among them groups that were handed over, whose rows are nowhere else.
 */
public final class FreshStart {
    /** Further ones are counted: a statement that fills the screen hides the words around it. */
    private static final int SHOWN = 40;

    private static final String UNDER_ANOTHER = "migrate snapshot of these tables under another --name, with --tables";

    private FreshStart() {}

    /** A clause. For a migration that is whole. */
    public static String of(MigrationPlan plan) {
        return "migrate cleanup --yes, then on PostgreSQL " + removal(plan) + ", then migrate snapshot";
    }

    /**
     * A clause. For a group, which is not copied under its own name again.
     *
     * @param group its name as in the configuration file
     */
    public static String ofGroup(MigrationPlan plan, String group) {
        return "migrate cleanup --group " + group + " --yes, then on PostgreSQL " + removal(plan) + ", then "
                + UNDER_ANOTHER;
    }

    /**
     * A clause. For what is left beside groups, and where nobody knows whether there are any. Without a cleanup: it would have to be
     * that of the groups first, which takes their way back away or ends their stream, and another name needs none.
     */
    public static String ofRest(MigrationPlan plan) {
        return "let no stream of them run, on PostgreSQL " + removal(plan) + ", then " + UNDER_ANOTHER
                + "; leave the cleanup of this migration until its groups are done";
    }

    private static String removal(MigrationPlan plan) {
        return "DROP TABLE " + tables(plan.tables())
                + " (with CASCADE where views read them; these alone and never their whole schema, where other migrations and"
                + " groups may have tables that PostgreSQL owns)";
    }

    private static String tables(List<TablePlan> tables) {
        String named = tables.stream()
                .limit(SHOWN)
                .map(table -> Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name()))
                .collect(Collectors.joining(", "));
        return tables.size() <= SHOWN
                ? named
                : named + " and the other " + (tables.size() - SHOWN)
                        + " tables of this migration, which migrate status lists until the cleanup";
    }
}
