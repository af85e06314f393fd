package dev.landfall.stream;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.AbstractSourceInfo;
import io.debezium.connector.SourceInfoStructMaker;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.pipeline.txmetadata.TransactionContext;
import io.debezium.pipeline.txmetadata.TransactionStructMaker;
import io.debezium.pipeline.txmetadata.spi.TransactionMetadataFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's settings, without the descriptions of source and transaction that it would put into every row's record: the
 * {@link EventGroup} stands in their place, and to build them took a third of the reading thread's time.
 */
final class CaptureConfig extends MariaDbConnectorConfig {
    CaptureConfig(Configuration configuration) {
        super(configuration);
    }

    @Override
    protected SourceInfoStructMaker<? extends AbstractSourceInfo> getSourceInfoStructMaker(Version version) {
        return new NoSourceBlock();
    }

    @Override
    public TransactionMetadataFactory getTransactionMetadataFactory() {
        return new NoTransactionBlock();
    }

    private static final class NoSourceBlock implements SourceInfoStructMaker<AbstractSourceInfo> {
        private static final Schema NOTHING =
                SchemaBuilder.struct().name("nothing").optional().build();

        @Override
        public void init(String connector, String version, CommonConnectorConfig config) {}

        @Override
        public Schema schema() {
            return NOTHING;
        }

        @Override
        public @Nullable Struct struct(AbstractSourceInfo source) {
            return null;
        }
    }

    private static final class NoTransactionBlock implements TransactionMetadataFactory {
        @Override
        public TransactionContext getTransactionContext() {
            return new TransactionMarks.Count();
        }

        @Override
        public TransactionStructMaker getTransactionStructMaker() {
            return new TransactionMarks();
        }
    }
}
