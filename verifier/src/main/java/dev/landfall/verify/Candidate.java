package dev.landfall.verify;

/** A key whose rows were seen to differ, which they may do because they were on their way. */
record Candidate(RowKey key, RowState source, RowState target) {
    RowDigests onlyOnSource() {
        return source.rows().without(target.rows());
    }

    RowDigests onlyOnTarget() {
        return target.rows().without(source.rows());
    }

    /** Rows of the same key on both sides count once, as one that changed. */
    long differingRows() {
        return Math.max(onlyOnSource().count(), onlyOnTarget().count());
    }
}
