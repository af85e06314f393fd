package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.RotateEventData;
import dev.landfall.catalog.TableName;
import dev.landfall.event.ChangeEvent;
import dev.landfall.event.EventCounts;
import dev.landfall.event.Gtid;
import dev.landfall.event.SourcePosition;
import dev.landfall.failure.MigrationException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the binary log and Debezium. Debezium gets what it understands: the beginnings of groups, and an end for
 * every group, also for those that the log does not end with a commit (DDL, XA). The rows of captured tables become portions,
 * which it carries without a look at them. All other things that Debezium would pass over with at most a line in its log are
 * judged here and noted in the {@link EventGroup}. One per connection; confined to the thread that reads the binary log.
 */
final class BinlogGate {
    private final CapturedTables tables;
    /** Without rows of captured tables: whatever becomes of them, nothing is to be applied. */
    private final Set<String> prepared;

    private final Refusals refusals = new Refusals();
    private @Nullable EventGroup group;
    private RowPortion gathered = new RowPortion();
    private boolean open;
    /** What was met between two groups; the next group tells it, so that it comes out behind the last one. */
    private @Nullable MigrationException foundOutside;

    private long server = SourcePosition.UNKNOWN_SERVER;
    private String file;

    /** @param from where reading starts */
    BinlogGate(CapturedTables tables, SourcePosition from) {
        this.tables = tables;
        this.file = from.file();
        this.prepared = new HashSet<>(from.prepared());
    }

    /** The group that began last; null before the first. */
    @Nullable
    EventGroup group() {
        return group;
    }

    /** Whether the last group must not be applied: nothing behind it counts any more. */
    boolean hasRefused() {
        return !open && group != null && group.refusal() != null;
    }

    /** Rows that are to be carried before the event that was admitted last: many, or all that are left of a group. */
    Optional<RowPortion> portion() {
        if (gathered.isEmpty() || open && !gathered.isFull()) {
            return Optional.empty();
        }
        RowPortion portion = gathered;
        gathered = new RowPortion();
        return Optional.of(portion);
    }

    /** @return what Debezium is to see: the event, another one in its place, or null for nothing */
    @Nullable
    Event admit(Event event) {
        boolean refusedFromTheStart = open && current().refusal() != null;
        return refusedFromTheStart ? end(event, commitInPlaceOf(event)) : judge(event);
    }

    private @Nullable Event judge(Event event) {
        return switch (event.getHeader().getEventType()) {
            case MARIADB_GTID -> begin(event);
            case QUERY -> open ? statement(event) : refuse(event, refusals.outsideOfTransaction());
            case XID -> open ? end(event, event) : null;
            case XA_PREPARE -> open ? prepare(event) : null;
            case TABLE_MAP -> null; // read, see TableMaps
            case WRITE_ROWS, UPDATE_ROWS, DELETE_ROWS, EXT_WRITE_ROWS, EXT_UPDATE_ROWS, EXT_DELETE_ROWS ->
                open ? rows(event) : refuse(event, refusals.outsideOfTransaction());
            case ROTATE -> rotate(event);
            case FORMAT_DESCRIPTION -> beginFile(event);
            case INCIDENT -> refuse(event, refusals.incident(event.getData()));
            case UNKNOWN -> open ? refuse(event, refusals.unknownType()) : null; // START_ENCRYPTION begins a file
            case TRANSACTION_PAYLOAD, PARTIAL_UPDATE_ROWS_EVENT -> refuse(event, refusals.unknownType());
            case LOAD,
                    NEW_LOAD,
                    CREATE_FILE,
                    APPEND_BLOCK,
                    EXEC_LOAD,
                    BEGIN_LOAD_QUERY,
                    EXECUTE_LOAD_QUERY,
                    PRE_GA_WRITE_ROWS,
                    PRE_GA_UPDATE_ROWS,
                    PRE_GA_DELETE_ROWS -> refuse(event, refusals.statement("LOAD DATA"));
            default -> event;
        };
    }

    private @Nullable Event begin(Event event) {
        if (open) {
            return refuse(event, refusals.endless(current().gtid()));
        }
        MariadbGtidEventData data = data(event);
        EventHeader header = event.getHeader();
        Gtid gtid =
                new Gtid(Integer.toUnsignedLong((int) data.getDomainId()), header.getServerId(), data.getSequence());
        group = new EventGroup(gtid, (data.getFlags() & MariadbGtidEventData.FL_STANDALONE) != 0);
        open = true;
        if (foundOutside != null) {
            group.refuse(foundOutside);
        }
        note(event);
        return event;
    }

    private EventGroup current() {
        return Objects.requireNonNull(group);
    }

    private @Nullable Event statement(Event event) {
        QueryEventData data = data(event);
        EventGroup current = current();
        BinlogStatement statement = BinlogStatement.parse(data.getSql(), data.getDatabase());
        switch (statement.kind()) {
            case COMMIT -> {
                return end(event, commitInPlaceOf(event));
            }
            case ROLLBACK -> {
                current.rolledBackToSavepoint();
                return end(event, commitInPlaceOf(event));
            }
            case PARTIAL_ROLLBACK -> current.rolledBackToSavepoint();
            case XA_END -> current.belongsToXa(statement.detail());
            case XA_ROLLBACK -> prepared.remove(statement.detail());
            case XA_COMMIT -> {
                if (!prepared.remove(statement.detail())) {
                    current.refuse(refusals.xa(current.gtid(), data.getSql()));
                }
            }
            case TRUNCATE -> truncated(current, statement.tables().get(0));
            case SCHEMA -> statement.tables().forEach(table -> changed(current, table, data));
            case CREATE_IF_ABSENT -> created(current, statement.tables().get(0), data);
            case ALTER_DATABASE -> {
                if (!tables.inDatabase(statement.detail()).isEmpty()) {
                    add(current, new TableName(statement.detail(), ""), data);
                }
            }
            case DROP_DATABASE ->
                tables.inDatabase(statement.detail()).forEach(table -> add(current, table.name(), data));
            case DATA -> current.refuse(refusals.statement(data.getSql()));
            case BEGIN, HARMLESS -> {}
        }
        return current.standalone() || current.refusal() != null ? end(event, commitInPlaceOf(event)) : null;
    }

    private void truncated(EventGroup current, TableName name) {
        CapturedTable table = tables.find(name);
        if (table != null) {
            current.statements().add(new ChangeEvent.TableTruncated(table.name()));
            current.counts().add(table.name(), EventCounts.Operation.TRUNCATE, 1);
        }
    }

    private void changed(EventGroup current, TableName name, QueryEventData statement) {
        CapturedTable table = tables.find(name);
        if (table != null) {
            add(current, table.name(), statement);
        } else if (tables.inScope(name)) {
            add(current, name, statement);
        }
    }

    private void created(EventGroup current, TableName name, QueryEventData statement) {
        if (tables.find(name) == null && tables.inScope(name)) {
            add(current, name, statement);
        }
    }

    private static void add(EventGroup current, TableName table, QueryEventData statement) {
        current.statements()
                .add(new ChangeEvent.SchemaChanged(
                        table, statement.getSql(), statement.getDatabase(), current.standalone()));
    }

    /** Its rows are in the log already, whether it will be committed or not. */
    private Event prepare(Event event) {
        EventGroup current = current();
        if (current.hasRows()) {
            current.refuse(refusals.xa(current.gtid(), "XA PREPARE " + current.xaTransaction()));
        } else {
            prepared.add(current.xaTransaction());
        }
        return end(event, commitInPlaceOf(event));
    }

    private @Nullable Event rows(Event event) {
        LoggedRows rows = data(event);
        current().rowsSeen(rows.changes().size());
        if (rows.largeCells() != null) {
            current().keep(rows.largeCells());
        }
        for (LoggedChange change : rows.changes()) {
            change.count(current().counts());
            gathered.add(change);
        }
        return null;
    }

    /** By the server that wrote the file, also behind an address that another one has taken over. */
    private Event beginFile(Event event) {
        server = event.getHeader().getServerId();
        return event;
    }

    private Event rotate(Event event) {
        RotateEventData data = data(event);
        file = data.getBinlogFilename();
        return event;
    }

    private @Nullable Event refuse(Event event, MigrationException reason) {
        if (!open) {
            foundOutside = foundOutside == null ? reason : foundOutside;
            return null;
        }
        current().refuse(reason);
        return end(event, commitInPlaceOf(event));
    }

    private Event end(Event event, Event forDebezium) {
        EventGroup current = current();
        if (current.partlyRolledBack() && current.hasRows()) {
            current.refuse(refusals.rollback(current.gtid()));
        }
        note(event);
        current.leaves(prepared);
        open = false;
        return forDebezium;
    }

    /** Inside of a group the positions are 0 from MariaDB 11.4 on; both ends of it have one. */
    private void note(Event event) {
        EventGroup current = group;
        if (current != null && event.getHeader() instanceof EventHeaderV4 header) {
            long offset = header.getNextPosition() > 0 ? header.getNextPosition() : current.endOffset();
            Instant when =
                    header.getTimestamp() > 0 ? Instant.ofEpochMilli(header.getTimestamp()) : current.committedAt();
            current.ended(server, file, offset, when);
        }
    }

    private static Event commitInPlaceOf(Event event) {
        EventHeader header = event.getHeader();
        EventHeaderV4 commitHeader = new EventHeaderV4();
        commitHeader.setEventType(EventType.QUERY);
        commitHeader.setServerId(header.getServerId());
        commitHeader.setTimestamp(header.getTimestamp());
        QueryEventData commit = new QueryEventData();
        commit.setDatabase("");
        commit.setSql("COMMIT");
        return new Event(commitHeader, commit);
    }

    @SuppressWarnings("unchecked")
    private static <T extends EventData> T data(Event event) {
        return (T) event.getData();
    }
}
