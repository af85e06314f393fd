/**
 * Carries MariaDB expressions (CHECK, generated columns, DEFAULT) over to PostgreSQL. Takes the text that
 * information_schema prints, gives PostgreSQL's text or the reason why there is none. Does not approximate: an expression
 * is translated only where both servers compute the same value from every row that MariaDB accepts. Pure functions.
 */
@NullMarked
package dev.landfall.mapping.expression;

import org.jspecify.annotations.NullMarked;
