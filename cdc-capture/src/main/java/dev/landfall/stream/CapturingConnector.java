package dev.landfall.stream;

import io.debezium.config.Configuration;
import io.debezium.connector.mariadb.MariaDbConnector;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;

/** Debezium's MariaDB connector with a task of our own. Public only because Debezium makes it by name. */
@SuppressWarnings("unchecked") // of Debezium's own classes
public final class CapturingConnector extends MariaDbConnector {
    @Override
    public Class<? extends Task> taskClass() {
        return CapturingTask.class;
    }

    /** The stream has tried the connection itself when it was opened, and it keeps the password out of these settings. */
    @Override
    protected void validateConnection(Map<String, ConfigValue> values, Configuration config) {}
}
