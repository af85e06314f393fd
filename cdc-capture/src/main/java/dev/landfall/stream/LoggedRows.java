package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one event of the binary log; none where its table is not captured.
 *
 * @param largeCells what they refer to; null where they hold all of their cells
 */
record LoggedRows(List<LoggedChange> changes, @Nullable LargeCells largeCells) implements EventData {
    static final LoggedRows NONE = new LoggedRows(List.of());

    LoggedRows(List<LoggedChange> changes) {
        this(changes, null);
    }
}
