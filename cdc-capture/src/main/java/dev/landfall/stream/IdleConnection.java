package dev.landfall.stream;

import io.debezium.config.Configuration;
import io.debezium.connector.binlog.gtid.GtidSet;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.gtid.MariaDbGtidSet;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC connection that Debezium's reader asks for, never opened. It would be asked what the server has, to merge that
 * into the position; the position is ours, and complete.
 */
final class IdleConnection extends MariaDbConnection {
    IdleConnection(Configuration configuration, MariaDbConnectorConfig config) {
        super(new MariaDbConnectionConfiguration(configuration), new MariaDbFieldReader(config));
    }

    @Override
    public GtidSet knownGtidSet() {
        return new MariaDbGtidSet("");
    }

    /** @return null for a position without GTIDs: reading then starts at its file and offset */
    @Override
    public @Nullable GtidSet filterGtidSet(
            @Nullable Predicate<String> filter, @Nullable String position, GtidSet available, GtidSet purged) {
        return position == null ? null : new MariaDbGtidSet(position);
    }
}
