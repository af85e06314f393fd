/** Preflight: one class per thing that would lose data or cannot work. Reads both servers, changes neither. */
@NullMarked
package dev.landfall.check;

import org.jspecify.annotations.NullMarked;
