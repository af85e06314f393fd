package dev.landfall.verify;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.plan.ColumnPlan;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the source where rows that only the target has may come from. Confined to its session's thread. */
final class Lineage {
    private static final Logger LOG = LoggerFactory.getLogger(Lineage.class);

    private final Session source;

    Lineage(Session source) {
        this.source = source;
    }

    /** Digests of the keys of which the source has rows that a policy sets aside. */
    Set<String> setAside(TableCheck table, List<Candidate> candidates) {
        List<RowKey> extra = candidates.stream()
                .filter(candidate -> candidate.source().rows().isEmpty())
                .map(Candidate::key)
                .toList();
        return extra.isEmpty() || table.plan().columns().stream().noneMatch(ColumnPlan::rejects)
                ? Set.of()
                : present(source, TableSql.wholeSource(table.plan(), table.zeros()), extra);
    }

    /** Digests of those keys of which there are rows. */
    static Set<String> present(Session session, TableSql sql, List<RowKey> keys) {
        Set<String> present = new LinkedHashSet<>();
        for (List<RowKey> batch : RowLookup.batches(sql, keys)) {
            session.query(sql.listing(batch), rows -> {
                while (rows.next()) {
                    present.add(rows.getString(1));
                }
                return true;
            });
        }
        return present;
    }

    /** Whether a row refers to a parent that the source does not have. @param values of the row on the target */
    boolean isOrphan(TableCheck table, List<ShownValue> values) {
        return table.parents().stream().anyMatch(link -> isOrphan(link, values));
    }

    /** The same, through one of its columns. */
    boolean isOrphan(TableCheck table, int column, List<ShownValue> values) {
        return table.parents().stream()
                .filter(link -> link.columns().contains(column))
                .anyMatch(link -> isOrphan(link, values));
    }

    private boolean isOrphan(ParentLink link, List<ShownValue> values) {
        List<@Nullable String> key = new ArrayList<>();
        for (int column : link.columns()) {
            if (column >= values.size()
                    || values.get(column).text() == null
                    || !values.get(column).whole()) {
                return false;
            }
            key.add(values.get(column).text());
        }
        return !mayHave(link, key);
    }

    /** A parent that cannot be read, since it was altered or dropped behind the frozen view, names no cause; the row differs all the same. */
    private boolean mayHave(ParentLink link, List<@Nullable String> key) {
        try {
            return source.query(link.parent().referredTo(key), ResultSet::next);
        } catch (MigrationException e) {
            if (e.code() == FailureCode.INTERRUPTED) {
                throw e;
            }
            LOG.atDebug().setCause(e).log("whether a row has lost its parent is not known");
            return true;
        }
    }
}
