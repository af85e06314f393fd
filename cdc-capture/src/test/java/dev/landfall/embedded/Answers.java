package dev.landfall.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the tests of this package look at. */
final class Answers {
    private Answers() {}

    /** The first row, its values separated by bars. */
    static String row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                values.add(result.getString(column));
            }
            return String.join("|", values);
        }
    }

    /** Whether a folder matches a pattern of one or two levels, such as {@code a-*} and {@code a-*&#47;b}. */
    static boolean isThere(Path folder, String pattern) throws IOException {
        String[] levels = pattern.split("/", 2);
        try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, levels[0])) {
            for (Path match : matches) {
                if (levels.length == 1 || Files.exists(match.resolve(levels[1]))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The processes that run a program from the folder. */
    static List<Long> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(program -> program.startsWith(folder.toString()))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }
}
