package dev.landfall.evolution;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.catalog.SourceTable;
import dev.landfall.catalog.TableName;
import dev.landfall.ddl.Interpretation.Known;
import dev.landfall.ddl.Interpretation.TableChange;
import dev.landfall.plan.PlanBasis;
import dev.landfall.profile.DataProfile;
import dev.landfall.profile.TableProfile;
import dev.landfall.profile.Trait;
import dev.landfall.profile.TraitCount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the next plan is made from: the new catalog, and of the data's profile what still holds. */
final class NextBasis {
    private NextBasis() {}

    static PlanBasis of(PlanBasis basis, Known known) {
        Map<String, TableProfile> tables = new HashMap<>(basis.profile().tables());
        for (TableChange change : known.changes()) {
            if (change.before() != null) {
                tables.remove(change.before().name());
            }
        }
        for (TableChange change : known.changes()) {
            TableName before = change.before();
            TableName after = change.after();
            TableProfile profile =
                    before == null ? null : basis.profile().tables().get(before.name());
            if (before != null && after != null && profile != null) {
                SourceTable old = basis.catalog().table(before).orElseThrow();
                SourceTable now = known.catalog().table(after).orElseThrow();
                tables.put(after.name(), moved(profile, old, now, change.origins()));
            }
        }
        return new PlanBasis(known.catalog(), new DataProfile(tables), basis.rules(), basis.features(), basis.schema());
    }

    /** Of a column that is new, or has another type, nothing is known. */
    private static TableProfile moved(TableProfile profile, SourceTable old, SourceTable now, List<Integer> origins) {
        Map<String, Map<Trait, TraitCount>> columns = new HashMap<>();
        Set<String> unseen = new HashSet<>();
        for (int i = 0; i < now.columns().size(); i++) {
            SourceColumn column = now.columns().get(i);
            if (origins.get(i) < 0 || !isKnown(profile, old.columns().get(origins.get(i)), column)) {
                unseen.add(column.name());
                continue;
            }
            Map<Trait, TraitCount> traits =
                    profile.columns().get(old.columns().get(origins.get(i)).name());
            if (traits != null) {
                columns.put(column.name(), traits);
            }
        }
        return new TableProfile(profile.rows(), profile.complete(), columns, unseen.isEmpty() ? null : unseen);
    }

    private static boolean isKnown(TableProfile profile, SourceColumn old, SourceColumn now) {
        return old.type().equals(now.type()) && (!profile.complete() || profile.saw(old.name()));
    }
}
