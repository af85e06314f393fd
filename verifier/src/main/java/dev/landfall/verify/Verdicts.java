package dev.landfall.verify;

import dev.landfall.catalog.TableName;
import dev.landfall.plan.TablePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The verdicts so far. Thread-safe; tells its listener of one at a time. */
final class Verdicts {
    private final Map<TableName, TableVerdict> byTable = new HashMap<>();
    private final Map<TableName, List<Explained>> differing = new HashMap<>();
    private final Consumer<TableVerdict> listener;

    Verdicts(Consumer<TableVerdict> listener) {
        this.listener = listener;
    }

    synchronized void add(TableCheck table) {
        TableVerdict verdict = table.verdict();
        byTable.put(verdict.table(), verdict);
        differing.put(verdict.table(), table.differences());
        listener.accept(verdict);
    }

    /** Nothing of it had to be compared: the listener hears nothing. */
    synchronized void addUntouched(TableCheck table) {
        TableVerdict verdict = table.verdict();
        byTable.put(verdict.table(), verdict);
    }

    /** What is kept of the differences. */
    synchronized Differing differing() {
        return new Differing(differing);
    }

    synchronized List<TableVerdict> inOrderOf(List<TablePlan> tables) {
        return tables.stream()
                .map(table -> Objects.requireNonNull(byTable.get(table.source().name())))
                .toList();
    }
}
