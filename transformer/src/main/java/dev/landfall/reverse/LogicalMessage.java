package dev.landfall.reverse;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message of PostgreSQL's output plug-in {@code pgoutput}, protocol version 1. */
sealed interface LogicalMessage {
    /** A transaction begins; all messages up to the next {@link Commit} are its own. @param commit where its commit stands */
    record Begin(long commit, Instant committedAt) implements LogicalMessage {}

    /**
     * Sent before the first row of a table, and again when the table has changed.
     *
     * @param id of later messages
     * @param identity the columns whose old values are sent
     */
    record Relation(int id, String schema, String name, List<String> columns, Set<String> identity)
            implements LogicalMessage {
        public Relation {
            columns = List.copyOf(columns);
            identity = Set.copyOf(identity);
        }

        String display() {
            return schema + "." + name;
        }
    }

    record Insert(int relation, Tuple after) implements LogicalMessage {}

    /**
     * @param before the old key, or the whole old row; null when the key has not changed and nothing more is known
     * @param whole whether {@code before} has all columns
     */
    record Update(int relation, @Nullable Tuple before, boolean whole, Tuple after) implements LogicalMessage {}

    record Delete(int relation, Tuple before, boolean whole) implements LogicalMessage {}

    record Truncate(List<Integer> relations) implements LogicalMessage {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** @param end where the log goes on: the transaction is contained in every position from here on */
    record Commit(long end) implements LogicalMessage {}

    /** Says nothing about rows: types, origins. */
    record Other() implements LogicalMessage {}
}
