/** Writes to PostgreSQL: schema, chunks by COPY BINARY, source transactions exactly once. Progress and rows commit together in the control schema {@code landfall}. */
@NullMarked
package dev.landfall.apply;

import org.jspecify.annotations.NullMarked;
