package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.FormatDescriptionEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ChecksumType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of the binary log in place of the binlog client's own reader, for what that one loses: zero dates,
 * statements and names in a JVM whose default charset is not UTF-8, and the whole stream as soon as a table that nobody
 * asked for has a COMPRESSED column. Confined to the thread that reads the binary log.
 */
final class BinlogEvents extends EventDeserializer {
    private final TableMaps maps;
    private @Nullable LargeCells largeCells;
    private int checksumBytes;

    BinlogEvents(CapturedTables tables) {
        this.maps = new TableMaps(tables);
        RowsReader rows = new RowsReader(maps, this::largeCells, false);
        RowsReader newerRows = new RowsReader(maps, this::largeCells, true);
        read(EventType.QUERY, BinlogEvents::statement);
        read(EventType.WRITE_ROWS, rows::inserted);
        read(EventType.UPDATE_ROWS, rows::updated);
        read(EventType.DELETE_ROWS, rows::deleted);
        read(EventType.EXT_WRITE_ROWS, newerRows::inserted);
        read(EventType.EXT_UPDATE_ROWS, newerRows::updated);
        read(EventType.EXT_DELETE_ROWS, newerRows::deleted);
    }

    private void read(EventType type, EventDataDeserializer<?> deserializer) {
        setEventDataDeserializer(type, deserializer);
    }

    /** Of the transaction that is read; most have none. */
    private LargeCells largeCells() {
        if (largeCells == null) {
            largeCells = new LargeCells();
        }
        return largeCells;
    }

    /**
     * What cannot be read becomes an {@link UnreadableEvent} in its place. An exception here would only be noted by
     * Debezium while the events behind it went on to the consumer, with a hole in the middle.
     */
    @Override
    public Event nextEvent(ByteArrayInputStream input) throws IOException {
        try {
            Event event = super.nextEvent(input);
            if (event != null) {
                note(event);
            }
            return event;
        } catch (IOException e) {
            // Of all I/O errors the client gives up the connection for this one only; after others it would read on in
            // the middle of an event.
            SocketException broken = new SocketException("the binary log broke off: " + e.getMessage());
            broken.initCause(e);
            throw broken;
        } catch (RuntimeException e) {
            EventHeaderV4 header = new EventHeaderV4();
            header.setEventType(EventType.INCIDENT);
            return new Event(header, new UnreadableEvent(e));
        }
    }

    private void note(Event event) {
        if (event.getHeader().getEventType() == EventType.MARIADB_GTID) {
            maps.clear();
            largeCells = null;
        } else if (event.getData() instanceof FormatDescriptionEventData format) {
            checksumBytes = format.getChecksumType().getLength();
        }
    }

    @Override
    @Deprecated
    public void setChecksumType(ChecksumType type) {
        super.setChecksumType(type);
        checksumBytes = type.getLength();
    }

    /** The client's own reading of a table map fails for column types that it does not know, whosever table it is. */
    @Override
    public TableMapEventData deserializeTableMapEventData(ByteArrayInputStream input, EventHeader header)
            throws IOException {
        input.enterBlock((int) header.getDataLength() - checksumBytes);
        try {
            return maps.read(new ByteCursor(input.read(input.available())));
        } finally {
            input.skipToTheEndOfTheBlock();
            input.skip(checksumBytes);
        }
    }

    private static QueryEventData statement(ByteArrayInputStream input) throws IOException {
        ByteCursor body = new ByteCursor(input.read(input.available()));
        QueryEventData statement = new QueryEventData();
        statement.setThreadId(body.integer(4));
        statement.setExecutionTime(body.integer(4));
        int databaseLength = (int) body.integer(1);
        statement.setErrorCode((int) body.integer(2));
        body.skip((int) body.integer(2)); // status variables
        statement.setDatabase(text(body.take(databaseLength)));
        body.skip(1);
        statement.setSql(text(body.take(body.remaining())));
        return statement;
    }

    /** In the character set of the client that ran it; what is not UTF-8 was most likely latin1. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
