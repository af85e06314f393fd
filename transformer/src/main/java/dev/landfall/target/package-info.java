/** Where the target is, how sessions on it are opened, and the DDL that a plan becomes. jOOQ stops here and in {@code mapping}. */
@NullMarked
package dev.landfall.target;

import org.jspecify.annotations.NullMarked;
