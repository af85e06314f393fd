package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.failure.FailureCode;
import dev.landfall.failure.MigrationException;
import dev.landfall.migration.Migration;
import dev.landfall.output.Console;
import dev.landfall.output.ContinuousPage;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.ReportFile;
import dev.landfall.output.ResultPage;
import dev.landfall.output.VerificationPage;
import dev.landfall.run.PolicyEffects;
import dev.landfall.run.RepairOutcome;
import dev.landfall.run.SchemaParity;
import dev.landfall.verify.Method;
import dev.landfall.verify.VerificationReport;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        header = "Prove that both sides hold the same rows. Safe while a stream runs.",
        description = {
            "Compares every row of every table, on both servers and by expressions of their own, and names the rows and"
                    + " columns that differ. Compares the target's schema with the plan, too: columns, keys, indexes,"
                    + " constraints, triggers. Changes nothing without --repair."
        },
        exitCodeList = {
            "0:every table is equal, and the schema is the planned one; or the certificate is valid",
            "1:rows or the schema differ; or the certificate is not valid",
            "2:wrong usage or configuration, or no finished snapshot",
            "3:parity could be neither proven nor disproven, or a server failed; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate verify -c landfall.yaml",
            "  migrate verify -c landfall.yaml --tables 'orders,customer_*' --max-diffs 20",
            "  migrate verify -c landfall.yaml --report parity.html --junit parity.xml",
            "  migrate verify -c landfall.yaml --repair=dry-run",
            "  migrate verify -c landfall.yaml --continuous --max-share 25%%",
            "  migrate verify -c landfall.yaml --certificate parity --certificate-key signing.pem",
            "  migrate verify --check --certificate parity --certificate-key signing-public.pem"
        })
final class VerifyCommand extends MigrationCommand {
    @Option(
            names = "--max-diffs",
            paramLabel = "N",
            description = "List at most N differing rows per table; all are counted (default: 100).",
            order = 1)
    private @Nullable String maxDiffs;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report as well; FILE ends in .html or .json.",
            order = 2)
    private @Nullable Path report;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write JUnit XML as well, a test case per table.",
            order = 3)
    private @Nullable Path junit;

    @Option(
            names = "--repair",
            arity = "0..1",
            paramLabel = "dry-run",
            fallbackValue = "apply",
            description =
                    "Write rows that differ anew, as the source has them, and verify again until nothing is found;"
                            + " with =dry-run print the SQL and change nothing.",
            order = 4)
    private @Nullable RepairMode repair;

    @Option(
            names = "--rows-per-second",
            paramLabel = "N",
            description =
                    "Read at most N rows of the source per second (default: the snapshot's limit, if there is one).",
            order = 5)
    private @Nullable String rowsPerSecond;

    @Option(
            names = "--max-share",
            paramLabel = "PERCENT",
            description = "Let each worker keep the servers busy for this part of its time at the most, such as 25%%"
                    + " (default: no limit).",
            order = 6)
    private @Nullable String maxShare;

    @Mixin
    private CertificateOptions certificate = new CertificateOptions();

    @Option(
            names = "--continuous",
            description = "Verify until Ctrl-C: everything once, then every 10 s what the stream has changed since, and"
                    + " everything anew every hour. Ends with the first difference.",
            order = 7)
    private boolean continuous;

    private @Nullable ReportFile reportFile;
    private @Nullable ReportFile junitFile;
    private @Nullable VerificationReport verification;
    private @Nullable SchemaParity schema;

    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        if (continuous && certificate.isAsked()) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate verify: --continuous and --certificate do not go together.",
                    "A certificate is about one verification of everything: leave --continuous away.");
        }
        if (continuous && repair != null) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate verify: --continuous and --repair do not go together.",
                    "Repair first, then verify.");
        }
        reportFile = report == null ? null : ReportFile.htmlOrJson("--report", report);
        junitFile = junit == null ? null : ReportFile.at("--junit", junit);
        certificate.requireSense(repair != null || certificate.checks() && (reportFile != null || junitFile != null));
    }

    private PolicyEffects policies = PolicyEffects.NONE;

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        Map<Setting, @Nullable Object> flags = new EnumMap<>(Setting.class);
        flags.put(Setting.VERIFY_MAX_DIFFS, maxDiffs);
        flags.put(Setting.VERIFY_ROWS_PER_SECOND, rowsPerSecond);
        flags.put(Setting.VERIFY_MAX_SHARE, maxShare);
        flags.put(Setting.VERIFY_CERTIFICATE_KEY, certificate.keyFile());
        // Only the servers' own digests are sums that somebody else can compute again.
        flags.put(Setting.VERIFY_METHOD, certificate.asked() ? Method.CHECKSUMS.text() : null);
        return flags;
    }

    @Override
    Optional<Outcome> offline() {
        return certificate.checks() ? Optional.of(certificate.check()) : Optional.empty();
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) throws InterruptedException {
        certificate.begin(migration, config);
        display.phase("verify");
        if (continuous) {
            requireAllTables(config);
        }
        ContinuousPage passes = new ContinuousPage();
        try {
            return outcome(migration, config, display, passes);
        } catch (InterruptedException e) {
            if (!continuous) {
                throw e;
            }
            // Whoever interrupts it ends it as it is meant to end.
            return Outcome.success(passes);
        }
    }

    private static void requireAllTables(MigrationConfig config) {
        if (!config.tables().isEmpty() || !config.excludedTables().isEmpty()) {
            throw new MigrationException(
                    FailureCode.USAGE,
                    "migrate verify: --continuous verifies all tables of the migration, and tables are selected.",
                    "Leave --tables and --exclude-tables away (tables and excludeTables in the configuration).");
        }
    }

    private VerificationReport search(Migration migration, ProgressDisplay display, ContinuousPage passes)
            throws InterruptedException {
        return continuous
                ? migration.verifyContinuously(
                        pass -> {
                            passes.add(pass);
                            display.passed(pass);
                        },
                        display::verdict)
                : migration.verify(display::verdict, !certificate.isAsked());
    }

    private Outcome outcome(Migration migration, MigrationConfig config, ProgressDisplay display, ContinuousPage passes)
            throws InterruptedException {
        RepairOutcome repaired =
                repair == null ? null : migration.repair(repair == RepairMode.DRY_RUN, display::verdict);
        verification = repaired == null ? search(migration, display, passes) : repaired.report();
        policies = migration.policyEffects();
        schema = migration.schemaParity();
        VerificationPage page = new VerificationPage(verification, schema, policies, repaired);
        ResultPage result = certificate.page(page, migration, config, verification, schema, policies);
        return page.failure()
                .map(failure -> new Outcome(failure.kind().exitCode(), result, ""))
                .orElseGet(() -> Outcome.success(result).then("status"));
    }

    @Override
    void afterResult(MigrationConfig config, Console console) {
        if (verification == null || schema == null) {
            return;
        }
        if (!session().environment().getOrDefault("GITHUB_ACTIONS", "").isEmpty()) {
            console.annotate(verification, schema);
        }
        if (reportFile != null) {
            reportFile.write(
                    verification,
                    schema,
                    policies,
                    config.source().display(),
                    config.target().display());
        }
        if (junitFile != null) {
            junitFile.writeJunit(verification, schema);
        }
        certificate.write();
    }

    @Override
    String afterInterruption() {
        return (repair == RepairMode.APPLY
                        ? "Rows that were repaired stay so, and are in landfall.repair; nothing is proven."
                        : "Nothing was changed, and nothing is proven. Where it ran beside a stream, tables and ranges that"
                                + " it has found equal are not compared as a whole again.")
                + " Run it again: " + again();
    }
}
