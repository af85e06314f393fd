package dev.landfall.evolution;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.IndexPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.sql.Identifiers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Expressions of a table as they read once its columns have their new names: PostgreSQL rewrites them by itself. */
final class Renamed {
    private final Map<String, String> quoted = new HashMap<>();

    /** @param origins for each new column the position of the old one, or -1 */
    Renamed(TablePlan before, TablePlan after, List<Integer> origins) {
        for (int i = 0; i < origins.size(); i++) {
            if (origins.get(i) >= 0) {
                ColumnPlan old = before.columns().get(origins.get(i));
                ColumnPlan now = after.columns().get(i);
                if (!old.name().equals(now.name())) {
                    quoted.put(Identifiers.postgres(old.name()), Identifiers.postgres(now.name()));
                }
            }
        }
    }

    String sql(String expression) {
        String result = expression;
        for (Map.Entry<String, String> entry : quoted.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    boolean same(IndexPlan old, IndexPlan now) {
        List<IndexPlan.Part> parts = old.parts().stream()
                .map(part -> new IndexPlan.Part(sql(part.sql()), part.descending()))
                .toList();
        return old.unique() == now.unique() && old.method() == now.method() && parts.equals(now.parts());
    }
}
