package dev.landfall.output;

import dev.landfall.catalog.SourceTable;
import dev.landfall.plan.Finding;
import dev.landfall.run.AssessmentReport;
import java.util.ArrayList;
import java.util.List;

/** Size and findings of every table, as bars: the longest bar of each kind is a whole one. */
final class TableChart {
    private TableChart() {}

    /** Parts of a whole bar, from 0 to 1. @param words the findings for people */
    record Line(SourceTable table, double size, double blockers, double warnings, double infos, String words) {}

    /** Largest table first. */
    static List<Line> of(AssessmentReport report) {
        List<SourceTable> tables = AssessmentWords.bySize(report);
        long largest =
                tables.stream().mapToLong(SourceTable::approximateBytes).max().orElse(0);
        long most = tables.stream()
                .mapToLong(table -> report.findings().stream()
                        .filter(finding -> isAbout(finding, table))
                        .count())
                .max()
                .orElse(0);
        return tables.stream().map(table -> line(report, table, largest, most)).toList();
    }

    private static Line line(AssessmentReport report, SourceTable table, long largest, long most) {
        long blockers = count(report, table, Finding.Severity.BLOCKER);
        long warnings = count(report, table, Finding.Severity.WARNING);
        long infos = count(report, table, Finding.Severity.INFO);
        return new Line(
                table,
                share(table.approximateBytes(), largest),
                share(blockers, most),
                share(warnings, most),
                share(infos, most),
                words(blockers, warnings, infos));
    }

    private static long count(AssessmentReport report, SourceTable table, Finding.Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .filter(finding -> isAbout(finding, table))
                .count();
    }

    /** About the table itself, or about something of it. */
    private static boolean isAbout(Finding finding, SourceTable table) {
        String name = table.name().toString();
        return finding.where().equals(name) || finding.where().startsWith(name + ".");
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static String words(long blockers, long warnings, long infos) {
        List<String> words = new ArrayList<>();
        if (blockers > 0) {
            words.add(Figures.count(blockers, "blocker"));
        }
        if (warnings > 0) {
            words.add(Figures.count(warnings, "warning"));
        }
        if (infos > 0) {
            words.add(Figures.count(infos, "info"));
        }
        return words.isEmpty() ? "none" : String.join(", ", words);
    }
}
