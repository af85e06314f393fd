package dev.landfall.run;

import dev.landfall.event.GtidSet;
import dev.landfall.source.SourceDatabase;
import dev.landfall.verify.ApplierProgress;
import java.sql.SQLException;

/**
 * Tables that take no writes on either side, of a source whose position moves on by others: whatever it moves by, the target lacks
 * nothing of them.
 */
record FencedTables(SourceDatabase source) implements ApplierProgress {
    /** A difference is looked at once more, as if a stream could still settle it. */
    @Override
    public boolean streaming() {
        return true;
    }

    @Override
    public GtidSet applied() throws SQLException {
        return SourceHead.position(source);
    }
}
