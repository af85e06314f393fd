package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.throttle.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @Test
    void theProgramIntroducesItsCommands() {
        // When
        Run run = Run.of("--help");

        // Then
        assertThat(run).isEqualTo(new Run(0, """
                        Moves a live MariaDB database to PostgreSQL while the application keeps writing.

                        Usage: migrate [OPTIONS] COMMAND

                        Options:
                          -h, --help      Show this help; after a command, the command's.
                          -V, --version   Show the version.

                        Commands, in the order of a migration:
                          assess    Say what will hurt, before anything is touched.
                          schema    Plan, create, complete or compare the PostgreSQL schema.
                          snapshot  Copy every table from one consistent point, without locking the source.
                          ctl       Pause a running snapshot or stream, or change how it goes on.
                          stream    Follow the source: apply its binary log from the snapshot's position on.
                          verify    Prove that both sides hold the same rows. Safe while a stream runs.
                          replay    Try rows again that a policy has set aside.
                          status    Show where the migration stands, and whether it is safe to cut over.
                          runbook   Write the runbook of this migration's cutover, and what has changed since.
                          cutover   Hand over from MariaDB to PostgreSQL, or leave everything as it was.
                          reverse   After a cutover: bring what is written on PostgreSQL back to MariaDB.
                          rollback  After a cutover: return to MariaDB, with everything written on PostgreSQL.
                          cleanup   Remove what the toolkit left on both servers. Never the migrated data.
                          demo      See a whole migration, there, back and there again, in about a minute.
                          bench     Measure on this machine, against other ways, on servers and data of its own.

                        Exit codes:
                          0   success, clean, yes
                          1   the answer is no: differences, blockers, not safe
                          2   refused before anything was touched: usage, configuration, preflight
                          3   failed, nothing is lost; running it again resumes
                          4   stop and look: do not run it again blindly

                        See it work, on servers of its own:
                          migrate demo

                        Passwords come from the environment, MIGRATE_SOURCE_PASSWORD and
                        MIGRATE_TARGET_PASSWORD, or from files that the configuration file names.
                        """, ""));
    }

    @Test
    void aCommandShowsItsOptionsInGroupsWithExamples() {
        assertThat(Run.of("verify", "--help")).isEqualTo(new Run(0, """
                        Prove that both sides hold the same rows. Safe while a stream runs.

                        Usage: migrate verify [OPTIONS]

                        Compares every row of every table, on both servers and by expressions of their own, and
                        names the rows and columns that differ. Compares the target's schema with the plan,
                        too: columns, keys, indexes, constraints, triggers. Changes nothing without --repair.

                        Options:
                              --max-diffs=N            List at most N differing rows per table; all are counted
                                                         (default: 100).
                              --report=FILE            Write a report as well; FILE ends in .html or .json.
                              --junit=FILE             Write JUnit XML as well, a test case per table.
                              --repair[=dry-run]       Write rows that differ anew, as the source has them, and
                                                         verify again until nothing is found; with =dry-run
                                                         print the SQL and change nothing.
                              --rows-per-second=N      Read at most N rows of the source per second (default:
                                                         the snapshot's limit, if there is one).
                              --max-share=PERCENT      Let each worker keep the servers busy for this part of
                                                         its time at the most, such as 25% (default: no limit).
                              --continuous             Verify until Ctrl-C: everything once, then every 10 s
                                                         what the stream has changed since, and everything anew
                                                         every hour. Ends with the first difference.
                              --certificate=FILE       If everything is equal, write a signed certificate: FILE
                                                         with .json and with .html behind it, or the one that
                                                         FILE ends in. All tables are compared by checksums
                                                         then.
                              --certificate-key=FILE   PEM file of the Ed25519 key that signs it, or checks it.
                              --check                  Only say whether the certificate is as it was signed.
                                                         Needs no server.

                        Which migration:
                          -c, --config=FILE            Configuration file (YAML). Flags win over it.
                              --source=URL             mariadb://user@host:3306/database
                              --target=URL             postgresql://user@host:5432/database
                              --target-schema=NAME     PostgreSQL schema of the tables (default: the source
                                                         database's name in lower case).
                              --name=NAME              Tells migrations on one target apart (default: the
                                                         source database's name).
                              --group=NAME             Of the migration only this group of tables, as the
                                                         configuration file has it.
                              --tables=LIST            Only these tables: names with * and ?, and commas
                                                         between.
                              --exclude-tables=LIST    Not these tables.

                        General:
                              --output=FORMAT          What stdout holds: text (default), or json, one object
                                                         per line.
                          -v, --verbose                Log what happens on stderr, and show stack traces.
                          -h, --help                   Show this help.

                        Exit codes:
                          0   every table is equal, and the schema is the planned one; or the certificate is
                                valid
                          1   rows or the schema differ; or the certificate is not valid
                          2   wrong usage or configuration, or no finished snapshot
                          3   parity could be neither proven nor disproven, or a server failed; run it again

                        Examples:
                          migrate verify -c landfall.yaml
                          migrate verify -c landfall.yaml --tables 'orders,customer_*' --max-diffs 20
                          migrate verify -c landfall.yaml --report parity.html --junit parity.xml
                          migrate verify -c landfall.yaml --repair=dry-run
                          migrate verify -c landfall.yaml --continuous --max-share 25%
                          migrate verify -c landfall.yaml --certificate parity --certificate-key signing.pem
                          migrate verify --check --certificate parity --certificate-key signing-public.pem
                        """, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assess",
                "schema plan",
                "schema apply",
                "schema finish",
                "schema diff",
                "snapshot",
                "stream",
                "verify",
                "status",
                "runbook",
                "cutover",
                "reverse",
                "rollback",
                "cleanup",
                "demo",
                "bench snapshot",
                "bench stream",
                "bench verify",
                "bench cutover"
            })
    void everyCommandHasHelpThatFitsATerminal(String command) {
        // When
        Run run = Run.of((command + " --help").split(" ", -1));

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 88);
        assertThat(run.out())
                .contains("\nUsage: migrate " + command + " [OPTIONS]\n")
                .contains("      --output=FORMAT ")
                .contains("\nExit codes:\n  0   ")
                .contains("\nExamples:\n  migrate " + command)
                .doesNotContain("\n\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assess",
                "schema plan",
                "schema apply",
                "schema finish",
                "schema diff",
                "snapshot",
                "ctl",
                "stream",
                "verify",
                "status",
                "runbook",
                "cutover",
                "reverse",
                "rollback",
                "cleanup"
            })
    void everyCommandOnAMigrationTakesTheSameConnection(String command) {
        assertThat(Run.of((command + " -h").split(" ", -1)).out())
                .contains(
                        "\nWhich migration:\n  -c, --config=FILE ",
                        "--source=URL",
                        "--target=URL",
                        "--target-schema=NAME",
                        "--name=NAME",
                        "--tables=LIST",
                        "--exclude-tables=LIST");
    }

    @Test
    void ctlSaysWhatCanBeChanged() {
        // When
        Run run = Run.of("ctl", "--help");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 88);
        assertThat(run.out())
                .contains("\nUsage: migrate ctl [OPTIONS] [CHANGE...]\n")
                .contains("\nChanges:\n      [CHANGE...] ")
                .contains(Limit.allWords())
                .contains("batch=N", "stop-at=GTID");
    }

    @Test
    void schemaListsItsCommands() {
        assertThat(Run.of("schema", "--help").out())
                .contains("\nUsage: migrate schema [OPTIONS] COMMAND\n")
                .contains("\nCommands:\n  plan    Print the DDL, and the decision for every column.\n");
    }

    @Test
    void theVersionIsOneLine() {
        // When
        Run run = Run.of("--version");

        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("Landfall \\S+\n");
    }

    @Test
    void withoutACommandTheHelpIsNoResult() {
        // When
        Run run = Run.of();

        // Then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(Run.of("--help").out());
    }
}
