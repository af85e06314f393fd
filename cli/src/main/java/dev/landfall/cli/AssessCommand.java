package dev.landfall.cli;

import dev.landfall.config.MigrationConfig;
import dev.landfall.config.Setting;
import dev.landfall.migration.Migration;
import dev.landfall.output.AssessmentPage;
import dev.landfall.output.Console;
import dev.landfall.output.ProgressDisplay;
import dev.landfall.output.ReportFile;
import dev.landfall.profile.ScanBudget;
import dev.landfall.run.AssessmentReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "assess",
        header = "Say what will hurt, before anything is touched.",
        description = {
            "Reads both servers and changes neither: settings and privileges that a migration needs, what of the schema"
                    + " and of the data does not arrive as it is, sizes, and how long a snapshot may take."
        },
        exitCodeList = {
            "0:no blockers",
            "1:blockers were found",
            "2:wrong usage or configuration; nothing was read",
            "3:a server failed or cannot be reached; run it again"
        },
        footer = {
            "%nExamples:",
            "  migrate assess -c landfall.yaml",
            "  migrate assess -c landfall.yaml --report assessment.html",
            "  migrate assess --source mariadb://reader@db1/shop --target postgresql://owner@pg1/shop"
        })
final class AssessCommand extends MigrationCommand {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report as well; FILE ends in .html or .json.",
            order = 1)
    private @Nullable Path report;

    @Option(
            names = "--max-scan-time",
            paramLabel = "DURATION",
            description = {
                "Longest time to look at the data (500ms, 30s, 5m; default 5m). What there is no time for is left out, and"
                        + " the report says so. Half of the time the source is left alone."
            },
            order = 2)
    private @Nullable String maxScanTime;

    private @Nullable ReportFile reportFile;
    private @Nullable AssessmentPage page;

    AssessCommand(Session session) {
        super(session);
    }

    @Override
    void checkOptions() {
        session().interruption().armImpatiently(Duration.ofSeconds(2), 3);
        reportFile = report == null ? null : ReportFile.htmlOrJson("--report", report);
    }

    @Override
    Map<Setting, ? extends @Nullable Object> ownFlags() {
        return Collections.singletonMap(Setting.ASSESS_MAX_SCAN_TIME, maxScanTime);
    }

    @Override
    Outcome run(Migration migration, MigrationConfig config, ProgressDisplay display) {
        display.phase("assess");
        AssessmentReport assessment =
                migration.assess(ScanBudget.of(config.assess().maxScanTime(), true));
        page = new AssessmentPage(
                assessment, config.source().display(), config.target().display());
        return assessment.blocked()
                ? new Outcome(1, page, "")
                : Outcome.success(page).then("schema plan");
    }

    @Override
    void afterResult(MigrationConfig config, Console console) {
        if (reportFile != null && page != null) {
            reportFile.write(page);
        }
    }

    @Override
    String afterInterruption() {
        return "Nothing was changed. Run it again: " + again();
    }
}
