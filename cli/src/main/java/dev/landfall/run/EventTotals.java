package dev.landfall.run;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What became of all changes that a migration's streams have read.
 *
 * @param read as the reader of the binary log has counted them
 * @param skipped because the snapshot had them already
 * @param rejected by a policy
 */
public record EventTotals(long read, long applied, long skipped, long rejected) {
    static EventTotals read(Connection control, String migration) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(SqlFile.load("target/sum_ledger.sql"))) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new EventTotals(
                        row.getLong("read"), row.getLong("applied"), row.getLong("skipped"), row.getLong("rejected"));
            }
        }
    }
}
