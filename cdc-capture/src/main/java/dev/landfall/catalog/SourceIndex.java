package dev.landfall.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A secondary index or unique key. @param kind BTREE, HASH, FULLTEXT, SPATIAL or RTREE, as MariaDB reports it */
public record SourceIndex(String name, boolean unique, String kind, List<Part> parts, String comment) {
    public SourceIndex {
        parts = List.copyOf(parts);
    }

    /** @param prefixLength characters (text) or bytes (binary) that are indexed; null is the whole value */
    public record Part(String column, @Nullable Integer prefixLength, boolean descending) {}

    public List<String> columns() {
        return parts.stream().map(Part::column).toList();
    }

    /** Whether the index keeps rows apart by whole column values. */
    public boolean coversWholeColumns() {
        return parts.stream().allMatch(part -> part.prefixLength() == null);
    }
}
