/** The commands' one door to everything that a migration does: a method per command, failures in the user's words. */
@NullMarked
package dev.landfall.migration;

import org.jspecify.annotations.NullMarked;
