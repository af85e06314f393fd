package dev.landfall.run;

import dev.landfall.plan.TablePlan;
import dev.landfall.verify.TableVerdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of a verification's tables have rows that can be read on the target by the plan.
 *
 * @param leftOut the others, with what each lacks there
 */
record ReadableTables(List<TablePlan> tables, Map<TablePlan, SchemaDifference> leftOut) {
    ReadableTables {
        tables = List.copyOf(tables);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** What there is to say about those that are left out. */
    List<TableVerdict> unread() {
        return leftOut.entrySet().stream()
                .map(left -> TableVerdict.unread(
                        left.getKey().source().name(),
                        left.getValue().where() + " is " + left.getValue().seen() + " on the target"))
                .toList();
    }
}
