/**
 * Rows as both servers send them in binary, hashed here so that equal rows have equal hashes. Shares the reading of
 * the protocols with what wrote the rows, but no conversion: a fault in either shows.
 */
@NullMarked
package dev.landfall.verify.cells;

import org.jspecify.annotations.NullMarked;
