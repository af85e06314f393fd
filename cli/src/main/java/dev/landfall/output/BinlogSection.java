package dev.landfall.output;

import dev.landfall.retention.BinlogForecast;
import org.jspecify.annotations.Nullable;

/** Whether the source keeps its binary log until it is no longer needed. */
final class BinlogSection {
    private BinlogSection() {}

    static void print(TextPage page, @Nullable BinlogForecast binlog) {
        if (binlog == null) {
            return;
        }
        if (binlog.urgency() == BinlogForecast.Urgency.NONE) {
            page.line("binlog    kept for at least " + Figures.duration(binlog.left()) + " more");
        } else {
            page.labelled("binlog    ", binlog.warning());
        }
    }

    /** Null when it keeps it for ever. */
    static @Nullable JsonObject json(@Nullable BinlogForecast binlog) {
        return binlog == null
                ? null
                : JsonObject.of("retentionSeconds", binlog.keeping().retention().toSeconds())
                        .with("totalBytes", binlog.keeping().totalBytes())
                        .with("replicasNeeded", binlog.keeping().replicasNeeded())
                        .with("replicasConnected", binlog.keeping().replicasConnected())
                        .with("leftSeconds", binlog.left().toSeconds())
                        .with("urgency", binlog.urgency());
    }
}
