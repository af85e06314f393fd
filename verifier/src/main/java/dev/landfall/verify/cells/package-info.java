/**
 * Rows as both servers send them in binary, hashed here so that equal rows have equal hashes. Shares no code with what wrote
 * the rows: a fault in either shows.
 */
@NullMarked
package dev.landfall.verify.cells;

import org.jspecify.annotations.NullMarked;
