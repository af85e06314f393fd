/** Whole migrations on real servers, through the commands that a user types. */
@NullMarked
package dev.landfall.journey;

import org.jspecify.annotations.NullMarked;
