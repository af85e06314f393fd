/** SQL text: loads the files of the {@code sql/} folder and quotes identifiers. */
@NullMarked
package dev.landfall.sql;

import org.jspecify.annotations.NullMarked;
