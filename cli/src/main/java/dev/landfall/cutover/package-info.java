/** Hands over from source to target, or puts everything back. */
@NullMarked
package dev.landfall.cutover;

import org.jspecify.annotations.NullMarked;
