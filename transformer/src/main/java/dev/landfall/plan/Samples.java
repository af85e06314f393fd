package dev.landfall.plan;

import dev.landfall.profile.TraitCount;

/** Counts and sample keys in a finding's words. */
final class Samples {
    private Samples() {}

    /** {@code 1 row holds} or {@code 5 rows hold}. */
    static String rows(TraitCount count) {
        return count.rows() == 1 ? "1 row holds" : count.rows() + " rows hold";
    }

    /** {@code , for example id=5; id=7}, or nothing. */
    static String keys(TraitCount count) {
        return count.sampleKeys().isEmpty() ? "" : ", for example " + String.join("; ", count.sampleKeys());
    }
}
