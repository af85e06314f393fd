package dev.landfall.plan;

import java.util.List;

/**
 * What stands for ON UPDATE CURRENT_TIMESTAMP.
 *
 * @param name of the trigger and of its function
 * @param columns that are set to the time of the update
 */
public record UpdateTrigger(String name, List<ColumnPlan> columns) {
    public UpdateTrigger {
        columns = List.copyOf(columns);
    }
}
