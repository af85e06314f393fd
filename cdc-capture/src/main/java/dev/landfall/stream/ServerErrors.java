package dev.landfall.stream;

/** MariaDB's error numbers that the stream tells apart. */
final class ServerErrors {
    static final int ACCESS_DENIED = 1045;
    static final int HOST_NOT_ALLOWED = 1130;
    static final int NO_EVENT_THERE = 1220;
    static final int PRIVILEGE_MISSING = 1227;
    static final int BINLOG_NOT_READABLE = 1236;
    static final int NO_BINLOG = 1381;
    static final int POSITION_NOT_IN_BINLOG = 1945;
    static final int POSITION_IN_HOLE = 1955;

    private ServerErrors() {}
}
