package dev.landfall.run;

import dev.landfall.apply.RejectedReplay;
import java.util.List;

/** What became of rows that were set aside: one entry per table that had some. */
public record ReplayReceipt(List<RejectedReplay.Result> tables) {
    public ReplayReceipt {
        tables = List.copyOf(tables);
    }

    public long written() {
        return tables.stream().mapToLong(RejectedReplay.Result::written).sum();
    }

    public long left() {
        return tables.stream().mapToLong(RejectedReplay.Result::left).sum();
    }
}
