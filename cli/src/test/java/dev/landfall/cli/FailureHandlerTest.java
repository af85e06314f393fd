package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class FailureHandlerTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "migrate")
    static final class Failing implements Callable<Integer> {
        @Mixin(name = OutputOptions.MIXIN)
        OutputOptions output = new OutputOptions();

        private final Exception failure;

        Failing(Exception failure) {
            this.failure = failure;
        }

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    @Test
    void aFailureIsItsCodeItsSentenceAndItsAdvice() {
        // When
        int exitCode = run(new MigrationException(
                FailureCode.SOURCE_LOGIN_REFUSED, "mariadb://u@h:3306/d: MariaDB refused the login.", "Check it."));

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err)
                .hasToString("error SOURCE-002 mariadb://u@h:3306/d: MariaDB refused the login.\n  next: Check it.\n");
    }

    @Test
    void theKindOfTheCodeIsTheExitCode() {
        assertThat(run(new MigrationException(FailureCode.CUTOVER_ABORTED, "m", "a")))
                .isEqualTo(1);
        assertThat(run(new MigrationException(FailureCode.TARGET_NOT_EMPTY, "m", "a")))
                .isEqualTo(2);
        assertThat(run(new MigrationException(FailureCode.STREAM_FAILED, "m", "a")))
                .isEqualTo(3);
        assertThat(run(new MigrationException(FailureCode.CUTOVER_UNCLEAR, "m", "a")))
                .isEqualTo(4);
    }

    @Test
    void programsGetTheSameAsADocument() {
        // When
        run(new MigrationException(FailureCode.CUTOVER_UNCLEAR, "It is unclear.", "Look."), "--output", "json");

        // Then
        assertThat(err.toString()).isEmpty();
        assertThat(out)
                .hasToString("{\"event\":\"error\",\"error\":{\"code\":\"CUTOVER-003\",\"message\":\"It is unclear.\","
                        + "\"advice\":\"Look.\",\"retryIsSafe\":false,\"exitCode\":4}}\n");
    }

    @Test
    void whatNobodyExpectedIsAFaultOfOurs() {
        // When
        int exitCode = run(new IllegalStateException("no mariadb://u:s3cret@h/d"));

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err)
                .hasToString("error RUN-005 migrate: unexpected IllegalStateException (no mariadb://u:***@h/d).\n"
                        + "  next: This is a fault in Landfall; nothing is lost. Run it again; with -v it shows where it"
                        + " happened.\n");
    }

    @Test
    void stackTracesAreForTheVerboseOnly() {
        // When
        run(new IllegalStateException("x"), "-v");

        // Then
        assertThat(err.toString())
                .startsWith("java.lang.IllegalStateException: x\n\tat dev.landfall.cli.FailureHandlerTest")
                .contains("\nerror RUN-005 ");
    }

    @Test
    void anInterruptSaysHowToGoOn() {
        // When
        int exitCode = run(new InterruptedException());

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(err)
                .hasToString("error RUN-006 migrate: interrupted.\n"
                        + "  next: Nothing is left behind. Run it again: migrate\n");
    }

    @Test
    void whatIsThrownPastTheCommandsIsNoAnswerEither() {
        // When
        int exitCode = new FailureHandler(session())
                .handleFault(new StackOverflowError(), new String[] {"status", "--output", "json"});

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(out.toString())
                .contains("\"code\":\"RUN-005\",\"message\":\"migrate: unexpected StackOverflowError.\"");
    }

    private Session session() {
        return new Session(new PrintWriter(out), new PrintWriter(err), Map.of(), Terminal.NONE, new Interruption(null));
    }

    private int run(Exception failure, String... arguments) {
        return new CommandLine(new Failing(failure))
                .registerConverter(
                        dev.landfall.output.OutputFormat.class,
                        new TypedValues.OneOf<>(dev.landfall.output.OutputFormat.values()))
                .setExecutionExceptionHandler(new FailureHandler(session()))
                .execute(arguments);
    }
}
