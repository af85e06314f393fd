package dev.landfall.verify;

import java.util.List;

/** A key whose rows were seen to differ, which they may do because they were on their way. */
record Candidate(RowKey key, RowState source, RowState target) {
    List<String> onlyOnSource() {
        return source.without(target);
    }

    List<String> onlyOnTarget() {
        return target.without(source);
    }

    /** Rows of the same key on both sides count once, as one that changed. */
    int differingRows() {
        return Math.max(onlyOnSource().size(), onlyOnTarget().size());
    }
}
