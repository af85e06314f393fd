package dev.landfall.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @ParameterizedTest
    @ValueSource(strings = {"dev.landfall.run", "io.debezium", "org.apache.kafka", "com.github.shyiko", "org.mariadb"})
    void withoutVerbosityOnlyWarningsAreLogged(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isWarnEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger(logger).isInfoEnabled()).isFalse();
    }
}
