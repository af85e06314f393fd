package dev.landfall.output;

import dev.landfall.verify.Cause;
import dev.landfall.verify.EqualBefore;
import dev.landfall.verify.EqualTablesText;
import dev.landfall.verify.RowDifference;
import dev.landfall.verify.TableVerdict;
import dev.landfall.verify.VerificationReport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A verification in sentences; every form of the report uses the same. */
final class VerificationWords {
    private VerificationWords() {}

    static String word(Verdict verdict) {
        return switch (verdict) {
            case EQUAL -> "equal";
            case DIFFERENT -> "different";
            case UNSETTLED, UNREAD -> "not proven";
        };
    }

    static String summary(VerificationReport report) {
        String tables = Figures.count(report.tables().size(), "table");
        long unread = count(report, Verdict.UNREAD);
        String notRead = unread == 0 ? "" : ", " + unread + " could not be read on the target";
        String finding = switch (Verdict.of(report)) {
            case EQUAL -> tables;
            case DIFFERENT ->
                Figures.count(report.differing(), "row") + " in " + count(report, Verdict.DIFFERENT) + " of " + tables
                        + notRead;
            case UNSETTLED -> count(report, Verdict.UNSETTLED) + " of " + tables + " did not settle" + notRead;
            case UNREAD -> unread + " of " + tables + " could not be read on the target" + others(report);
        };
        return finding + "; " + Figures.count(report.rows(), "row") + " compared in " + Figures.duration(report.took())
                + ".";
    }

    /** Of a verification that has found nothing. */
    private static String others(VerificationReport report) {
        long equal = count(report, Verdict.EQUAL);
        return equal == 1 ? "; the other one is equal" : "; the other " + Figures.count(equal) + " are equal";
    }

    /** What the verdict stands on. */
    static String strength(VerificationReport report) {
        return view(report)
                + (report.before().isEmpty()
                        ? ""
                        : " "
                                + EqualTablesText.of(
                                        report.before(), report.tables().size(), "was"));
    }

    private static String view(VerificationReport report) {
        return switch (report.strength()) {
            case STATIC -> "Nothing was moving: both sides stood at the same position.";
            case FENCED ->
                "Both sides were frozen at that position and compared; the stream stood still for "
                        + Figures.duration(
                                Objects.requireNonNull(report.fencing().pause())) + ".";
            case CONVERGENT ->
                "Compared live: a row differs only if it still does after the stream has passed it."
                        + (report.fencing().refused().isEmpty()
                                ? ""
                                : " Not frozen at one position, because "
                                        + report.fencing().refused() + ".");
            case BEHIND ->
                "The target does not follow the source now: transactions that it lacks appear as" + " differences.";
        };
    }

    static String finding(TableVerdict table) {
        return switch (Verdict.of(table)) {
            case EQUAL -> "equal";
            case DIFFERENT ->
                Figures.count(table.differing(), "row") + (table.differing() == 1 ? " differs" : " differ");
            case UNSETTLED -> "not proven: " + table.unsettled();
            case UNREAD -> "not compared: " + table.unsettled();
        };
    }

    /** At which position of the source a table was compared, or from which on. */
    static String position(VerificationReport report, TableVerdict table) {
        String now = switch (report.strength()) {
            case STATIC, FENCED -> report.sourcePosition();
            case CONVERGENT, BEHIND -> report.sourcePosition() + " or later";
        };
        EqualBefore before = table.before();
        return before == null ? now : before.gtids() + ", and changes up to " + now;
    }

    static String kind(RowDifference.Kind kind) {
        return switch (kind) {
            case MISSING -> "missing on the target";
            case EXTRA -> "only on the target";
            case CHANGED -> "changed";
        };
    }

    /** How often each cause comes among the rows that are listed, the most frequent first. */
    static String causes(TableVerdict table) {
        Map<Cause, Long> counts = table.differences().stream()
                .collect(Collectors.groupingBy(
                        RowDifference::cause, () -> new EnumMap<>(Cause.class), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Cause, Long>comparingByValue().reversed())
                .map(entry -> Figures.count(entry.getValue()) + " " + cause(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** What stands behind a row: its cause, unless the row's kind or its columns say as much. */
    static String causeOf(RowDifference difference) {
        return switch (difference.cause()) {
            case MISSING_ROW, EXTRA_ROW, SEVERAL -> "";
            default -> " (" + cause(difference.cause()) + ")";
        };
    }

    static String cause(Cause cause) {
        return switch (cause) {
            case MISSING_ROW -> "missing row";
            case MISSING_RANGE -> "missing range";
            case EXTRA_ROW -> "extra row";
            case SET_ASIDE -> "set aside by a policy, yet there";
            case LOST_CASCADE -> "lost cascade";
            case TIME_ZONE -> "time zone";
            case FRACTION -> "fraction cut or rounded";
            case PRECISION -> "floating point precision";
            case ZERO_SIGN -> "sign of a zero";
            case OFF_BY_ONE -> "off by one";
            case WHOLE_DAYS -> "whole days";
            case PADDING -> "padding";
            case CHARACTER_SET -> "character set";
            case NORMAL_FORM -> "Unicode normal form";
            case LETTER_CASE -> "letter case";
            case JSON_TEXT -> "JSON text only";
            case NULL_OR_EMPTY -> "NULL or empty";
            case TRUNCATED -> "truncated";
            case SWAPPED -> "rows swapped";
            case SEVERAL -> "several causes";
            case OTHER -> "other value";
        };
    }

    private static long count(VerificationReport report, Verdict verdict) {
        return report.tables().stream()
                .filter(table -> Verdict.of(table) == verdict)
                .count();
    }
}
