package dev.landfall.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a chunk that are set aside, because PostgreSQL refuses them. Of equal rows without a key it may refuse some: which of
 * them these are makes no difference. Immutable.
 *
 * @param reasons PostgreSQL's own words by identity, once for each row
 */
public record RowsAside(Map<String, List<String>> reasons) {
    public static final RowsAside NONE = new RowsAside(Map.of());

    public RowsAside {
        reasons = reasons.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    public static RowsAside of(List<RefusedRows.Refused> rows) {
        return new RowsAside(rows.stream()
                .collect(Collectors.groupingBy(
                        RefusedRows.Refused::identity,
                        Collectors.mapping(RefusedRows.Refused::reason, Collectors.toList()))));
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Why a row is set aside; empty when it is not. @param before how many rows of the identity are set aside already */
    Optional<String> reason(String identity, int before) {
        return reasons.getOrDefault(identity, List.of()).stream().skip(before).findFirst();
    }
}
