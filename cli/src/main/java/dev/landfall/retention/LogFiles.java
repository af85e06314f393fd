package dev.landfall.retention;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The files of a binary log, the oldest first. Only the last one grows. */
record LogFiles(List<LogFile> files) {
    record LogFile(String name, long bytes) {}

    LogFiles {
        files = List.copyOf(files);
    }

    /** The server looks at every file: not to be asked often where there may be thousands. */
    static LogFiles read(Connection source) throws SQLException {
        List<LogFile> files = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery("SHOW BINARY LOGS")) {
            while (row.next()) {
                files.add(new LogFile(row.getString(1), row.getLong(2)));
            }
        }
        return new LogFiles(files);
    }

    boolean endsWith(String name) {
        return !files.isEmpty() && files.get(files.size() - 1).name().equals(name);
    }

    /** From one place to another. Empty when one of them is in no file: purged, or of another server. */
    OptionalLong bytes(String fromFile, long fromOffset, String toFile, long toOffset) {
        int from = index(fromFile);
        int to = index(toFile);
        if (from < 0 || to < from) {
            return OptionalLong.empty();
        }
        long whole = files.subList(from, to).stream().mapToLong(LogFile::bytes).sum();
        return OptionalLong.of(Math.max(0, whole + toOffset - fromOffset));
    }

    private int index(String name) {
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
