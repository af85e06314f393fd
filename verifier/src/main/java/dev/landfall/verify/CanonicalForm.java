package dev.landfall.verify;

/**
 * A column as the same text on both servers, as SQL expressions.
 *
 * <p>The parts are arguments of {@code CONCAT}. What they add up to is the same on both servers if and only if the values
 * are the same, and no value's text runs into its neighbour's: text comes with its length, everything else is free of the
 * separator, and only NULL is empty. The texts are for people: nullable, cut to {@link CanonicalForms#SHOWN_CHARACTERS}.
 *
 * @param sourceParts in MariaDB's dialect, separated by commas; NULL only if the server could not build the text
 * @param targetParts in PostgreSQL's dialect, separated by commas
 */
record CanonicalForm(String sourceParts, String targetParts, String sourceText, String targetText) {}
