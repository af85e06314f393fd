package dev.landfall.catalog;

/**
 * Where a system-versioned table's row images hold the row's period. Its two columns are not among the table's columns:
 * they describe the row's history, not the row.
 *
 * @param rowStart position in the row image, from 0; counts every column, the period's own included
 * @param rowEnd position in the row image
 * @param hidden whether MariaDB added both by itself, behind the declared columns
 * @param byTransaction whether they hold transaction numbers instead of times
 */
public record SystemVersioning(int rowStart, int rowEnd, boolean hidden, boolean byTransaction) {}
