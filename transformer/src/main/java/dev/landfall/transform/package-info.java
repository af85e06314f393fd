/** Turns source values into target values by the plan. Pure; a value without an exact counterpart is refused with its place. */
@NullMarked
package dev.landfall.transform;

import org.jspecify.annotations.NullMarked;
