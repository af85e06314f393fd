package dev.landfall.profile;

import java.util.List;

/**
 * How many rows have a trait.
 *
 * @param sampleKeys keys of a few of them, as {@code id=5}; empty for a table without a key
 */
public record TraitCount(long rows, List<String> sampleKeys) {
    public TraitCount {
        sampleKeys = List.copyOf(sampleKeys);
    }
}
