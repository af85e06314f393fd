package dev.landfall.target;

import dev.landfall.sql.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What a target database can do beyond what every one can.
 *
 * @param version as {@code server_version_num}: 150004
 * @param postgis schema of the PostGIS extension; null where it is not installed
 * @param icu whether it was built with ICU, whose tables of letters are the same on every machine
 */
public record TargetFeatures(int version, @Nullable String postgis, boolean icu) {
    /** What every supported PostgreSQL has. */
    public static final TargetFeatures PLAIN = new TargetFeatures(130_000, null, false);

    public static TargetFeatures read(Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet row = statement.executeQuery(SqlFile.load("target/features.sql"))) {
            row.next();
            return new TargetFeatures(row.getInt("version"), row.getString("postgis"), row.getBoolean("icu"));
        }
    }
}
