package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.EventData;
import java.util.List;

/** The rows of one event of the binary log; none where its table is not captured. */
record LoggedRows(List<LoggedChange> changes) implements EventData {
    static final LoggedRows NONE = new LoggedRows(List.of());
}
