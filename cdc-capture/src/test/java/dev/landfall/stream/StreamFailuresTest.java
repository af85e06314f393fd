package dev.landfall.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.setting.Secret;
import dev.landfall.setting.TlsSettings;
import dev.landfall.source.SourceConfig;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFailuresTest {
    private final StreamFailures failures = new StreamFailures(
            new SourceConfig("db.example", 3306, "shop", "mig", new Secret("very-secret"), TlsSettings.DISABLED));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1236 | Could not find GTID state requested by slave in any binlog files | BINLOG_PURGED",
                "1236 | Error: connecting slave requested to start from GTID 0-1-9, which is not in the master's binlog"
                        + " | SOURCE_BEHIND",
                "1945 | Connecting slave requested to start from GTID 0-1-9 | SOURCE_BEHIND",
                "1236 | log event entry exceeded max_allowed_packet | STREAM_FAILED",
                "1045 | Access denied for user | SOURCE_LOGIN_REFUSED",
                "1130 | Host is not allowed | SOURCE_LOGIN_REFUSED",
                "1227 | Access denied; you need REPLICATION SLAVE | SOURCE_PRIVILEGE",
                "1053 | Server shutdown in progress | STREAM_FAILED",
            })
    void theServersRefusalIsFoundInTheMiddleOfTheChain(int error, String text, FailureCode expected) {
        Throwable wrapped = new RuntimeException("engine", new IOException(new ServerException(text, error, "HY000")));

        MigrationException failure = failures.explain(wrapped);

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure).hasMessageContaining(text).hasMessageContaining("mariadb://mig@db.example:3306/shop");
    }

    @Test
    void aRefusedLoginSaysWhichKindOfLoginThereIs() {
        MigrationException failure =
                failures.explain(new RuntimeException(new AuthenticationException("no", 1045, "28000")));

        assertThat(failure.advice()).contains("mysql_native_password");
    }

    @Test
    void aLostConnectionMayBeTriedAgain() {
        MigrationException failure = failures.explain(new RuntimeException(new ConnectException("refused")));

        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_FAILED);
        assertThat(failure.code().kind().retryIsSafe()).isTrue();
    }

    @Test
    void ourOwnReasonIsNotWrappedAgain() {
        MigrationException reason = new Refusals().unknownType();

        assertThat(failures.explain(new RuntimeException(new IllegalStateException(reason))))
                .isSameAs(reason);
    }

    @Test
    void whatNobodyExpectedKeepsItsCause() {
        IllegalStateException surprise = new IllegalStateException("surprise");

        MigrationException failure = failures.explain(new RuntimeException(surprise));

        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_FAILED);
        assertThat(failure).hasMessageContaining("surprise").hasRootCause(surprise);
    }
}
