package dev.landfall.embedded;

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
