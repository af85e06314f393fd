package dev.landfall.schema;

import dev.landfall.plan.ColumnPlan;
import dev.landfall.plan.TablePlan;
import dev.landfall.plan.UpdateTrigger;
import dev.landfall.sql.Identifiers;
import dev.landfall.target.Ddl;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The function and the trigger that stand for ON UPDATE CURRENT_TIMESTAMP. */
final class UpdateTriggerDdl {
    private UpdateTriggerDdl() {}

    /** One statement: the trigger is there if and only if its function is. */
    static List<Ddl> of(TablePlan table, UpdateTrigger trigger) {
        String name = Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(trigger.name());
        String relation = Identifiers.postgres(table.schema()) + "." + Identifiers.postgres(table.name());
        String assignments = trigger.columns().stream()
                .map(column -> assignment(table, column))
                .collect(Collectors.joining("\n"));
        String sql = """
                create or replace function %1$s() returns trigger language plpgsql as $landfall$
                begin
                  -- Replicated values stay as they are.
                  if current_setting('landfall.replicating', true) is distinct from 'on' then
                %3$s
                  end if;
                  return new;
                end $landfall$;
                create trigger %4$s before update on %2$s for each row execute function %1$s()""".formatted(name, relation, assignments, Identifiers.postgres(trigger.name()));
        return List.of(new Ddl(Ddl.Kind.TRIGGER, table.schema(), table.name(), trigger.name(), sql));
    }

    /** As in MariaDB: only where another column changes and this one was left alone. */
    private static String assignment(TablePlan table, ColumnPlan column) {
        String quoted = Identifiers.postgres(column.name());
        Predicate<ColumnPlan> other = each -> !each.name().equals(column.name()) && each.written();
        String changed = table.columns().stream().noneMatch(other)
                ? "false"
                : "row(" + values("old", table, other) + ") is distinct from row(" + values("new", table, other) + ")";
        return """
                    if new.%1$s is not distinct from old.%1$s
                      and %2$s then
                      new.%1$s := %3$s;
                    end if;""".formatted(quoted, changed, column.updatedToNow());
    }

    private static String values(String row, TablePlan table, Predicate<ColumnPlan> chosen) {
        return table.columns().stream()
                .filter(chosen)
                .map(column -> row + "." + Identifiers.postgres(column.name())
                        + (column.type().comparable() ? "" : "::text"))
                .collect(Collectors.joining(", "));
    }
}
