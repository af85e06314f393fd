/** Turns source values into target values by the plan. Pure; for a value without an exact counterpart the column's policy counts, and without one it is refused with its place. */
@NullMarked
package dev.landfall.transform;

import org.jspecify.annotations.NullMarked;
