package dev.landfall.plan;

import dev.landfall.catalog.SourceColumn;
import dev.landfall.profile.TraitConditions;
import dev.landfall.target.TargetFeatures;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How unique keys over case-insensitive text stay unique in PostgreSQL, which compares text byte by byte: an expression
 * that gives spellings with the same letters the same value. It must never join what MariaDB keeps apart, or rows would be
 * refused; so accents, which some collations ignore as well, count on the target.
 */
final class CaseFolding {
    private static final Pattern PLAIN =
            Pattern.compile("[a-z0-9]+_(?:general|general_mysql500|unicode|unicode_520)(?:_nopad)?_ci"
                    + "|[a-z0-9]+_uca1400_(?:nopad_)?a[is]_ci|latin1_(?:swedish|german1)(?:_nopad)?_ci");

    private final TargetFeatures features;
    private final boolean wanted;

    /** @param wanted false leaves unique keys exact */
    CaseFolding(TargetFeatures features, boolean wanted) {
        this.features = features;
        this.wanted = wanted;
    }

    boolean folds(SourceColumn column) {
        return wanted && ignoresCase(column) && joinsCases(column);
    }

    /** MariaDB's collations without _ci and _bin in their names tell cases apart as well. */
    static boolean ignoresCase(SourceColumn column) {
        String collation = column.collation();
        return collation != null
                && TraitConditions.isText(column.type())
                && collation.toLowerCase(Locale.ROOT).endsWith("_ci");
    }

    static boolean comparesExactly(SourceColumn column) {
        String collation = column.collation();
        return collation == null
                || !TraitConditions.isText(column.type())
                || collation.toLowerCase(Locale.ROOT).endsWith("_nopad_bin")
                || collation.equalsIgnoreCase("binary");
    }

    /**
     * Collations without a language's own rules, which take A to Z for a to z wherever they stand. In others I is not the
     * capital of i (Turkish), or two letters are one and their cases go together (Danish aa, Czech ch, Croatian lj).
     */
    private static boolean joinsCases(SourceColumn column) {
        return PLAIN.matcher(String.valueOf(column.collation()).toLowerCase(Locale.ROOT))
                .matches();
    }

    String fold(String value, SourceColumn column) {
        String padded = padsSpaces(column) ? "rtrim(" + value + ", ' ')" : value;
        return "lower(" + padded + " COLLATE pg_catalog." + (knowsAllLetters(column) ? "\"und-x-icu\"" : "\"C\"") + ")";
    }

    /**
     * Only MariaDB's newest collations join the cases of every letter that ICU joins. All others keep some apart, from Š
     * and š in latin1 to Cyrillic in sjis; A to Z are the letters that every one of them joins.
     */
    private boolean knowsAllLetters(SourceColumn column) {
        return features.icu() && String.valueOf(column.collation()).contains("_uca1400_");
    }

    private static boolean padsSpaces(SourceColumn column) {
        String collation = String.valueOf(column.collation()).toLowerCase(Locale.ROOT);
        return !collation.contains("_nopad_");
    }

    void report(ColumnPlan column, String where, Findings findings) {
        SourceColumn source = column.source();
        if (folds(source)) {
            findings.info(
                    "INDEX-003",
                    where,
                    "is unique under " + source.collation() + ": on the target it is unique under "
                            + fold(column.name(), source) + ", where letters "
                            + (knowsAllLetters(source) ? "" : "beyond A to Z count by their case, and letters ")
                            + "with other accents count as others");
        } else if (ignoresCase(source)) {
            findings.warning(
                    "INDEX-006",
                    where,
                    "is unique under " + source.collation() + " (case, accents or trailing spaces do not count); on the"
                            + " target every byte counts",
                    "Add a unique index on an expression such as lower(" + column.name()
                            + ") after the cutover if the application relies on it.");
        } else if (!comparesExactly(source) && padsSpaces(source)) {
            findings.info(
                    "INDEX-007",
                    where,
                    "is unique under " + source.collation()
                            + ", where trailing spaces do not count; on the target they do");
        }
    }
}
