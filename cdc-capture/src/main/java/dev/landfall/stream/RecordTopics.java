package dev.landfall.stream;

import io.debezium.relational.TableId;
import io.debezium.spi.topic.TopicNamingStrategy;
import java.util.Properties;

/**
 * Names the topics of Debezium's records. Nothing leaves the process, so the names only have to differ. Debezium's own strategy
 * asks a bounded cache for every record. Immutable.
 */
final class RecordTopics implements TopicNamingStrategy<TableId> {
    @Override
    public String dataChangeTopic(TableId table) {
        return "portions";
    }

    @Override
    public String transactionTopic() {
        return "transaction";
    }

    @Override
    public String schemaChangeTopic() {
        return "schema";
    }

    @Override
    public String heartbeatTopic() {
        return "heartbeat";
    }

    @Override
    public String sanitizedTopicName(String topic) {
        return topic;
    }

    @Override
    public void configure(Properties properties) {}
}
