/**
 * The way back: takes whole transactions from PostgreSQL's logical decoding and gives them to MariaDB, exactly once. Values go
 * by the plan of the way there, in the other direction. Does not decide when a way back is open: that is {@code window}.
 */
@NullMarked
package dev.landfall.reverse;

import org.jspecify.annotations.NullMarked;
