package dev.landfall.stream;

import com.github.shyiko.mysql.binlog.event.EventData;

/** Stands where an event could not be read. */
record UnreadableEvent(RuntimeException cause) implements EventData {}
